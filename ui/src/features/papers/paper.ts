import type { ExportColumn, LabelSheet, MakePaper, PaperSize, Selection, Sort } from "../../ipc";

/** Who is put on paper, as it was when it was asked for. */
export interface PaperAsk {
  customers: Selection;
  sort: Sort[];
  title: string;
  /** The columns of a list; without them there is only one customer, and no list. */
  columns?: ExportColumn[];
}

/** What is put on paper. */
export type Kind = "card" | "list" | "labels";

/** How it is put there. */
export interface How {
  kind: Kind;
  size: PaperSize;
  sheet: LabelSheet;
  skip: number;
}

/** The sheets of labels, in the order in which they are offered. */
export const SHEETS: LabelSheet[] = ["a4_by24", "a4_by21", "a4_by14", "letter_by30"];

/** What the door is asked for. */
export function toPaper(ask: PaperAsk, how: How, language: string): MakePaper {
  const kind =
    how.kind === "card"
      ? ("card" as const)
      : how.kind === "list"
        ? { list: { columns: ask.columns ?? [] } }
        : { labels: { sheet: how.sheet, skip: how.skip } };
  return { kind, customers: ask.customers, sort: ask.sort, title: ask.title, size: how.size, language };
}
