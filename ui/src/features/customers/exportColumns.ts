import type { ExportColumn } from "../../ipc";
import type { Column } from "./columns";

/** The columns of a list as the core writes them into a file. */
export function exportColumns(columns: Column[]): ExportColumn[] {
  return columns.map(({ id, field }) =>
    field ? { field: field.id } : (id.replaceAll("-", "_") as ExportColumn),
  );
}
