import { Button } from "@mantine/core";
import { memo, useRef } from "react";
import { useNavigate } from "react-router";
import { Kbd, send, TextFilter, useIntent } from "../../design";
import { IconButton } from "../../design/IconButton";
import { ExportIcon } from "../../design/icons";
import type { Segment, Sort } from "../../ipc";
import { formatCount, t } from "../../messages";
import { ColumnMenu } from "./ColumnMenu";
import classes from "./CustomersPage.module.css";
import { FilterChips } from "./FilterChips";
import { GroupMenu } from "./Groups";
import type { LayoutControl } from "./layout";
import type { Sortable } from "./order";
import { SegmentKeeping } from "./SegmentKeeping";
import { SortMenu } from "./SortMenu";
import { isNarrowed, setFilters, showRules, useView } from "./view";

/** What the list is, how many there are (null while that is not known), its columns, and one more customer. */
export const ListBar = memo(function ListBar({
  title,
  total,
  control,
}: {
  title: string;
  total: number | null;
  control: LayoutControl;
}) {
  const navigate = useNavigate();
  return (
    <div className={classes.bar}>
      <h1>{title}</h1>
      <span className={classes.total} aria-live="polite">
        {total !== null && formatCount(total)}
      </span>
      <span className={classes.gap} />
      {total !== null && total > 0 && (
        <IconButton label={t("action-export-list")} onClick={() => send("export-list")}>
          <ExportIcon />
        </IconButton>
      )}
      <ColumnMenu control={control} />
      <Button onClick={() => void navigate("/customers/new")} rightSection={<Kbd chord="N" plain />}>
        {t("action-new-customer")}
      </Button>
    </div>
  );
});

/** What the list is narrowed to, grouped and sorted by. */
export const FilterLine = memo(function FilterLine({
  segment,
  control,
  sort,
  among,
}: {
  segment: Segment | null;
  control: LayoutControl;
  sort: Sort[];
  among: Sortable[];
}) {
  const isLess = useView(({ filters }) => isNarrowed(filters)) || segment !== null;
  return (
    <div className={classes.filters}>
      <TypedFilter />
      <FilterChips />
      {isLess && (
        <Button variant="subtle" size="compact-xs" color="gray" onClick={() => showRules()}>
          {t("filter-clear")}
        </Button>
      )}
      <SegmentKeeping segment={segment} control={control} sort={sort} />
      <span className={classes.gap} />
      <GroupMenu />
      <SortMenu among={among} />
    </div>
  );
});

function TypedFilter() {
  const text = useView((view) => view.filters.text);
  const search = useRef<HTMLInputElement>(null);
  useIntent("search-here", () => search.current?.focus());
  return (
    <TextFilter
      value={text}
      onChange={(text) => setFilters({ text })}
      placeholder={t("filter-text")}
      inputRef={search}
    />
  );
}
