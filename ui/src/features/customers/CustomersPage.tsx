import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useMemo, useRef, useState } from "react";
import { Outlet, useMatch, useNavigate } from "react-router";
import {
  Empty,
  ErrorNote,
  focusIfLost,
  Kbd,
  Panes,
  remPixels,
  SkeletonLine,
  TextFilter,
  useAnswer,
  useIntent,
} from "../../design";
import { call } from "../../ipc";
import { formatCount, t } from "../../messages";
import { BulkBar } from "./BulkBar";
import { ColumnMenu } from "./ColumnMenu";
import classes from "./CustomersPage.module.css";
import { ruleOf } from "./conditions";
import { FilterChips } from "./FilterChips";
import { Grid } from "./Grid";
import { GroupMenu, GroupStrip } from "./Groups";
import { shownColumns, useLayout, widthsOf } from "./layout";
import { sortsOf } from "./order";
import { useCustomers } from "./queries";

import { SegmentKeeping, SegmentProblem } from "./SegmentKeeping";
import { Sidebar } from "./Sidebar";
import { SortMenu } from "./SortMenu";
import { useAskedSegment, useSegment } from "./segments";
import { useColumns, useSortables } from "./useColumns";
import { useRowWindow } from "./useRowWindow";
import { useStable } from "./useStable";
import { useTitle } from "./useTitle";
import {
  countChosen,
  isNarrowed,
  keepScroll,
  keptScroll,
  setActive,
  setFilters,
  showRules,
  tellPlace,
  theView,
  useView,
  viewName,
} from "./view";
import { type Walk, WalkContext } from "./walk";

/** Up to so many customers, the list says how there come to be more. */
const FEW = 5;

/** The pixels of a row: 36, compact 28, times the text size. */
function rowPixels(): number {
  return remPixels() * (document.documentElement.dataset.density === "compact" ? 1.75 : 2.25);
}

/** The open customer, and whether it is a page of its own. */
function useOpen(): { id: number | null; open: boolean; full: boolean } {
  const beside = useMatch("/customers/:id");
  const full = useMatch("/customers/:id/full");
  const id = Number((beside ?? full)?.params.id) || null;
  return { id, open: beside !== null || full !== null, full: full !== null };
}

/** The customers: what to look at, the list, and the card of one of them, beside it or as a page. */
export function CustomersPage() {
  const navigate = useNavigate();
  const { id, open, full } = useOpen();
  const { active, place } = useView();
  useAskedSegment();
  const list = useRef<HTMLDivElement>(null);
  const beside = useRef(false);
  useEffect(() => {
    if (!full) beside.current = open;
  }, [full, open]);
  // When the page or the card goes, the list goes on: what is active in it has the focus.
  const was = useRef({ open, full });
  useEffect(() => {
    const gone = (was.current.full && !full) || (was.current.open && !open);
    was.current = { open, full };
    if (gone) focusIfLost(() => list.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]'));
  }, [full, open]);
  const close = useStable(() => {
    // From the page one comes back to where one was: the list, or the card beside it.
    void navigate(full && beside.current && id !== null ? `/customers/${id}` : "/customers");
  });
  useIntent("back", close, open);
  const walk = useMemo<Walk>(
    () => ({
      position: place.id === id ? active : null,
      total: place.total,
      full,
      setFull: (next) => void navigate(`/customers/${id}${next ? "/full" : ""}`, { replace: true }),
      close,
    }),
    [active, place, full, id, navigate, close],
  );
  return (
    <WalkContext.Provider value={walk}>
      {/* Beneath the page the list stays as it is: its place, its choice, its rows. */}
      <div className={classes.under} ref={list} inert={full}>
        <Panes
          side={<Sidebar />}
          main={<List />}
          detail={open && !full ? <Outlet /> : null}
          onCloseDetail={close}
        />
      </div>
      {full && (
        <div className={classes.page}>
          <Outlet />
        </div>
      )}
    </WalkContext.Provider>
  );
}

function List() {
  const navigate = useNavigate();
  const { id: openId, full } = useOpen();
  const { filters, order, chosen, active, groupBy } = useView();
  const segment = useSegment();
  const all = useColumns();
  const among = useSortables(all);
  const sort = useMemo(() => sortsOf(order, among), [order, among]);
  const control = useLayout(viewName(segment?.uid ?? null), all, segment?.columns.join(" "));
  const { layout } = control;
  const { ref: widthRef, width } = useElementSize();
  const room = (width || 1280) / remPixels();
  const columns = useMemo(() => shownColumns(layout, all, room), [layout, all, room]);
  const widths = useMemo(() => widthsOf(columns, layout.sizes, room), [columns, layout.sizes, room]);
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
  const fields = useMemo(
    () => columns.flatMap(({ field }) => (field ? [field.id] : [])).sort((a, b) => a - b),
    [columns],
  );
  const list = useCustomers(rule, sort, rows.first, Math.max(rows.first, rows.last), fields);
  useEffect(() => setKnown(list.total), [list.total]);
  const whole = list.isWhole && known === list.total;
  useAnswer("list", whole ? name : null);
  useAnswer("rows", whole ? rows.first : null, "scroll");
  const named = useTitle(filters);
  const title = segment?.name ?? named;
  useIntent("search-here", () => search.current?.focus());
  const narrowed = isNarrowed(filters);
  const activeId = list.rowAt(active)?.id ?? null;
  useEffect(() => {
    // A row that is not read yet is still of whom it was told to be.
    tellPlace(activeId ?? theView().place.id, list.total);
  }, [activeId, list.total]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list stands, its place is where one is in it
  useEffect(() => {
    if (box && openId !== null) rows.reveal(active);
  }, [box]);
  // Who was opened from elsewhere is looked for in the list, so that one goes on from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each customer and list
  useEffect(() => {
    if (openId === null || list.total === 0 || openId === activeId) return;
    let gone = false;
    call("customers_locate", { where: rule, sort, id: openId })
      .then(({ at }) => {
        if (gone || at === null) return;
        setActive(at);
        tellPlace(openId, list.total);
        rows.reveal(at);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [openId, name, list.total > 0]);

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
      {!segment?.problem && (
        <div className={classes.filters}>
          <TextFilter
            value={filters.text}
            onChange={(text) => setFilters({ text })}
            placeholder={t("filter-text")}
            inputRef={search}
          />
          <FilterChips />
          {(narrowed || segment) && (
            <Button variant="subtle" size="compact-xs" color="gray" onClick={() => showRules()}>
              {t("filter-clear")}
            </Button>
          )}
          <SegmentKeeping segment={segment} control={control} sort={sort} />
          <span className={classes.gap} />
          <GroupMenu />
          <SortMenu among={among} />
        </div>
      )}
      {groupBy && !segment?.problem && <GroupStrip by={groupBy} />}
      {segment?.problem ? (
        <SegmentProblem segment={segment} problem={segment.problem} />
      ) : list.error ? (
        <ErrorNote error={list.error} onRetry={list.refetch} />
      ) : list.isPending ? (
        <Skeleton />
      ) : list.total === 0 ? (
        narrowed ? (
          <Empty title={t("customers-none-title")} text={t("customers-none-text")}>
            <Button variant="default" onClick={() => showRules()}>
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
          sort={sort}
          window={rows}
          box={box}
          boxRef={setBox}
          columns={columns}
          widths={widths}
          control={control}
          openId={openId}
          onClose={() => void navigate("/customers", { replace: true })}
          onOpen={(id, how) =>
            void navigate(
              `/customers/${id}${(how ?? (full ? "full" : "beside")) === "full" ? "/full" : ""}`,
              {
                replace: openId !== null,
              },
            )
          }
        />
      )}
      {!narrowed && list.total > 0 && list.total <= FEW && (
        <div className={classes.few}>
          <span>{t("customers-few")}</span>
          <Button variant="default" size="compact-sm" onClick={() => void navigate("/import")}>
            {t("customers-empty-import")}
          </Button>
        </div>
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
