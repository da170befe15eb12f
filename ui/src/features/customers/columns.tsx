import type { ReactNode } from "react";
import { Chip, Dot } from "../../design";
import type { CustomerRow, Field, SortKey } from "../../ipc";
import {
  currentLanguage,
  formatDay,
  formatDueDay,
  formatLongDay,
  formatPastDay,
  formatPhone,
  t,
  today,
} from "../../messages";
import type { Editable } from "./CellEditor";
import classes from "./Grid.module.css";
import { fittingTags } from "./tagsFit";

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
  head: () => string;
  /** The least width and the one at which nothing usual is cut, in rem. */
  least: number;
  ideal: number;
  /** How much wider both are in English, in rem. */
  english?: number;
  /** Its part of the room that is left when every column has its ideal width. */
  grow?: number;
  /** Gives way where there is no room, the highest first. */
  yields?: number;
  /** Not shown until it is chosen. */
  extra?: boolean;
  sort?: SortKey;
  /** How it is edited in its cell, if it is. */
  edit?: Editable;
  /** The field that it shows, if it shows one. */
  field?: Field;
  /** `width` is that of the cell, in rem. */
  cell: (row: CustomerRow, context: CellContext, width: number) => ReactNode;
}

const none = <span className={classes.none}>—</span>;

function Tags({ names, width }: { names: string[]; width: number }) {
  const shown = fittingTags(names, width - 1);
  const rest = names.length - shown;
  return (
    <span className={classes.tags} title={names.join(t("list-comma"))}>
      {names.slice(0, shown).map((name) => (
        <Chip key={name} tone="quiet">
          {name}
        </Chip>
      ))}
      {rest > 0 && <span className={classes.rest}>+{rest}</span>}
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

function Moment({ at, now }: { at: number; now: string }) {
  const on = today(new Date(at));
  return (
    <span className={classes.quiet} title={formatLongDay(on)}>
      {formatDay(on, now)}
    </span>
  );
}

/** Every column that a book has from the start, in order. */
export const COLUMNS: Column[] = [
  {
    id: "name",
    head: () => t("column-name"),
    least: 8,
    ideal: 11,
    grow: 2,
    sort: "name",
    edit: "name",
    cell: (row) => (
      <span className={classes.name} title={row.name}>
        {row.name}
      </span>
    ),
  },
  {
    id: "kind",
    head: () => t("column-kind"),
    least: 3.25,
    ideal: 3.75,
    english: 2,
    yields: 2,
    sort: "kind",
    edit: "kind",
    cell: (row) => (
      <span className={classes.quiet}>{t(row.kind === "company" ? "kind-company" : "kind-person")}</span>
    ),
  },
  {
    id: "stage",
    head: () => t("column-stage"),
    least: 5,
    ideal: 5.5,
    english: 0.75,
    grow: 0.25,
    sort: "stage",
    edit: "stage",
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
    head: () => t("column-tags"),
    least: 5,
    ideal: 8,
    english: 1,
    grow: 2,
    yields: 1,
    sort: "tags",
    edit: "tags",
    cell: (row, _, width) => (row.tags.length > 0 ? <Tags names={row.tags} width={width} /> : null),
  },
  {
    id: "last-visit",
    head: () => t("column-last-visit"),
    least: 5.5,
    ideal: 5.75,
    english: 1.25,
    grow: 0.25,
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
    head: () => t("column-next-followup"),
    least: 8.25,
    ideal: 8.75,
    english: 1.5,
    grow: 0.25,
    sort: "next_followup",
    edit: "next-followup",
    cell: (row, { now }) => (row.next_followup_on ? <Due on={row.next_followup_on} now={now} /> : none),
  },
  {
    id: "phone",
    head: () => t("column-phone"),
    least: 7.75,
    ideal: 8.5,
    grow: 0.5,
    yields: 3,
    sort: "phone",
    edit: "phone",
    cell: (row, { homeCountry }) =>
      row.phones[0] ? (
        <span className={classes.quiet}>
          {formatPhone(row.phones[0], homeCountry)}
          {row.phones.length > 1 && <span className={classes.none}> +{row.phones.length - 1}</span>}
        </span>
      ) : (
        none
      ),
  },
  {
    id: "owner",
    head: () => t("column-owner"),
    least: 5,
    ideal: 5.5,
    extra: true,
    sort: "owner",
    edit: "owner",
    cell: (row) => (row.owner ? <span className={classes.quiet}>{row.owner}</span> : none),
  },
  {
    id: "contact",
    head: () => t("column-contact"),
    least: 5,
    ideal: 6,
    extra: true,
    sort: "contact",
    cell: (row) => (row.contact ? <span className={classes.quiet}>{row.contact}</span> : none),
  },
  {
    id: "created",
    head: () => t("column-created"),
    least: 5.25,
    ideal: 6,
    english: 1,
    extra: true,
    sort: "created",
    cell: (row, { now }) => <Moment at={row.created_at} now={now} />,
  },
];

/** The least width of a column, in rem, in the present language. */
export function leastOf({ least, english = 0 }: Column): number {
  return least + (currentLanguage() === "en" ? english : 0);
}

/** The width at which nothing usual is cut, in rem, in the present language. */
export function idealOf({ ideal, english = 0 }: Column): number {
  return ideal + (currentLanguage() === "en" ? english : 0);
}
