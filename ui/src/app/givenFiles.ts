/** What a file that comes from outside is to the window, by its ending. */
export type GivenKind = "table" | "book" | "calendar" | "other";

/** The endings of tables that can be imported. */
const TABLES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "vcf", "json"];

/** The name of a file without its folder. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** What dropping this file does. */
export function givenKind(path: string): GivenKind {
  const ending = /\.([^.]+)$/.exec(fileName(path))?.[1]?.toLowerCase() ?? "";
  if (ending === "rounds") return "book";
  if (ending === "ics") return "calendar";
  return TABLES.includes(ending) ? "table" : "other";
}
