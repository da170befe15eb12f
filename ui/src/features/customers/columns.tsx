import type { ReactNode } from "react";
import { Chip, Dot } from "../../design";
import type { CustomerRow, SortKey } from "../../ipc";
import { formatDueDay, formatLongDay, formatPastDay, formatPhone, t } from "../../messages";
import type { MessageKey } from "../../messages/generated/keys";
import classes from "./Grid.module.css";

/** What a cell may need beside its row. */
export interface CellContext {
  stageColor: (id: number | null) => string | undefined;
  homeCountry: string;
  /** Today, `YYYY-MM-DD`. */
  now: string;
}

/** A column of the list. */
export interface Column {
  id: string;
  headKey: MessageKey;
  /** The least width, in rem. */
  least: number;
  /** What it grows to where there is room: a part of the rest, or rem. */
  most: string;
  /** Shown only in a list at least so wide, in rem. */
  from?: number;
  sort?: SortKey;
  cell: (row: CustomerRow, context: CellContext) => ReactNode;
}

const none = <span className={classes.none}>—</span>;

function Tags({ names }: { names: string[] }) {
  return (
    <span className={classes.tags}>
      {names.slice(0, 4).map((name) => (
        <Chip key={name} tone="quiet">
          {name}
        </Chip>
      ))}
      {names.length > 4 && <span className={classes.none}>+{names.length - 4}</span>}
    </span>
  );
}

function Due({ on, now }: { on: string; now: string }) {
  const { text, late } = formatDueDay(on, now);
  return (
    <span className={late ? classes.late : undefined} title={formatLongDay(on)}>
      {text}
    </span>
  );
}

/** Every column, in order. */
export const COLUMNS: Column[] = [
  {
    id: "name",
    headKey: "column-name",
    least: 7,
    most: "1.3fr",
    sort: "name",
    cell: (row) => <span className={classes.name}>{row.name}</span>,
  },
  {
    id: "kind",
    headKey: "column-kind",
    from: 40,
    least: 4.75,
    most: "5.5rem",
    sort: "kind",
    cell: (row) => (
      <span className={classes.quiet}>{t(row.kind === "company" ? "kind-company" : "kind-person")}</span>
    ),
  },
  {
    id: "stage",
    headKey: "column-stage",
    least: 5.25,
    most: "6.5rem",
    sort: "stage",
    cell: (row, { stageColor }) =>
      row.stage ? (
        <span className={classes.stage}>
          <Dot color={stageColor(row.stage_id)} />
          <span>{row.stage}</span>
        </span>
      ) : (
        none
      ),
  },
  {
    id: "tags",
    headKey: "column-tags",
    from: 34,
    least: 4,
    most: "1fr",
    cell: (row) => (row.tags.length > 0 ? <Tags names={row.tags} /> : null),
  },
  {
    id: "last-visit",
    headKey: "column-last-visit",
    least: 6.5,
    most: "7.5rem",
    sort: "last_visit",
    cell: (row, { now }) =>
      row.last_visit_on ? (
        <span className={classes.quiet} title={formatLongDay(row.last_visit_on)}>
          {formatPastDay(row.last_visit_on, now)}
        </span>
      ) : (
        none
      ),
  },
  {
    id: "next-followup",
    headKey: "column-next-followup",
    least: 9.25,
    most: "10rem",
    sort: "next_followup",
    cell: (row, { now }) => (row.next_followup_on ? <Due on={row.next_followup_on} now={now} /> : none),
  },
  {
    id: "phone",
    headKey: "column-phone",
    from: 52,
    least: 7.25,
    most: "8.5rem",
    cell: (row, { homeCountry }) =>
      row.phones[0] ? <span className={classes.quiet}>{formatPhone(row.phones[0], homeCountry)}</span> : none,
  },
];
