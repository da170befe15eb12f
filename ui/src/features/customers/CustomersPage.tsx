import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useMemo, useRef, useState } from "react";
import { Outlet, useMatch, useNavigate } from "react-router";
import { Empty, ErrorNote, Kbd, Panes, remPixels, SkeletonLine, TextFilter, useIntent } from "../../design";
import { formatCount, t } from "../../messages";
import { BulkBar } from "./BulkBar";
import { ColumnMenu } from "./ColumnMenu";
import classes from "./CustomersPage.module.css";
import { FilterChips } from "./FilterChips";
import { Grid } from "./Grid";
import { shownColumns, useLayout } from "./layout";
import { useCustomers, useStages, useTags } from "./queries";
import { ruleOf } from "./rules";
import { Sidebar } from "./Sidebar";
import { useRowWindow } from "./useRowWindow";
import {
  countChosen,
  type Filters,
  isNarrowed,
  keepScroll,
  keptScroll,
  NO_FILTERS,
  setFilters,
  useView,
} from "./view";

/** The view whose columns are kept; there is one so far. */
const VIEW = "customers";

/** The pixels of a row: 36, compact 28, times the text size. */
function rowPixels(): number {
  return remPixels() * (document.documentElement.dataset.density === "compact" ? 1.75 : 2.25);
}

/** The name of what is shown: the one stage or tag, else all customers. */
function useTitle(filters: Filters): string {
  const stages = useStages();
  const tags = useTags();
  const [stage] = filters.stages;
  const [tag] = filters.tags;
  if (filters.stages.length === 1 && filters.tags.length === 0)
    return stages.data?.find(({ id }) => id === stage)?.name ?? t("customers-title");
  if (filters.tags.length === 1 && filters.stages.length === 0)
    return tags.data?.tags.find(({ id }) => id === tag)?.name ?? t("customers-title");
  return t(isNarrowed(filters) ? "customers-title" : "customers-all");
}

/** The customers: what to look at, the list, and the card of one of them. */
export function CustomersPage() {
  const navigate = useNavigate();
  const card = useMatch("/customers/:id");
  const close = () => void navigate("/customers");
  useIntent("back", close, card !== null);
  return <Panes side={<Sidebar />} main={<List />} detail={card ? <Outlet /> : null} onCloseDetail={close} />;
}

function List() {
  const navigate = useNavigate();
  const card = useMatch("/customers/:id");
  const { filters, sort, chosen } = useView();
  const control = useLayout(VIEW);
  const { layout } = control;
  const { ref: widthRef, width } = useElementSize();
  const columns = useMemo(() => shownColumns(layout, (width || 1280) / remPixels()), [layout, width]);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const [row] = useState(rowPixels);
  const rule = useMemo(() => ruleOf(filters), [filters]);
  const [known, setKnown] = useState(0);
  const name = useMemo(() => JSON.stringify([rule, sort]), [rule, sort]);
  const rows = useRowWindow(box, known, row, (row * 2) / 2.25, {
    list: name,
    startAt: keptScroll,
    onScroll: keepScroll,
  });
  const list = useCustomers(rule, sort, rows.first, Math.max(rows.first, rows.last));
  useEffect(() => setKnown(list.total), [list.total]);
  const title = useTitle(filters);
  useIntent("search-here", () => search.current?.focus());
  const openId = card ? Number(card.params.id) || null : null;
  const narrowed = isNarrowed(filters);

  return (
    <div className={classes.list} ref={widthRef}>
      <div className={classes.bar}>
        <h1>{title}</h1>
        <span className={classes.total} aria-live="polite">
          {!list.isPending && !list.error && formatCount(list.total)}
        </span>
        <span className={classes.gap} />
        <ColumnMenu control={control} />
        <Button onClick={() => void navigate("/customers/new")} rightSection={<Kbd chord="N" plain />}>
          {t("action-new-customer")}
        </Button>
      </div>
      <div className={classes.filters}>
        <TextFilter
          value={filters.text}
          onChange={(text) => setFilters({ text })}
          placeholder={t("filter-text")}
          inputRef={search}
        />
        <FilterChips />
        <span className={classes.gap} />
        {narrowed && (
          <Button variant="subtle" size="compact-xs" color="gray" onClick={() => setFilters(NO_FILTERS)}>
            {t("filter-clear")}
          </Button>
        )}
      </div>
      {list.error ? (
        <ErrorNote error={list.error} onRetry={list.refetch} />
      ) : list.isPending ? (
        <Skeleton />
      ) : list.total === 0 ? (
        narrowed ? (
          <Empty title={t("customers-none-title")} text={t("customers-none-text")}>
            <Button variant="default" onClick={() => setFilters(NO_FILTERS)}>
              {t("filter-clear")}
            </Button>
          </Empty>
        ) : (
          <Empty title={t("customers-empty-title")} text={t("customers-empty-text")}>
            <Button onClick={() => void navigate("/import")}>{t("customers-empty-import")}</Button>
            <Button variant="default" onClick={() => void navigate("/customers/new")}>
              {t("action-new-customer")}
            </Button>
          </Empty>
        )
      ) : (
        <Grid
          list={list}
          rule={rule}
          window={rows}
          box={box}
          boxRef={setBox}
          columns={columns}
          control={control}
          openId={openId}
          onOpen={(id, replace) => void navigate(`/customers/${id}`, { replace: replace || openId !== null })}
        />
      )}
      {countChosen(chosen, list.total) > 0 && <BulkBar total={list.total} rule={rule} />}
    </div>
  );
}

function Skeleton() {
  return (
    <div className={classes.skeleton} aria-busy="true" data-testid="list-loading">
      {["62%", "48%", "55%", "40%", "66%", "52%", "45%", "58%"].map((width) => (
        <SkeletonLine key={width} width={width} />
      ))}
    </div>
  );
}
