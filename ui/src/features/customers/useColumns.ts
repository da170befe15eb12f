import { useMemo } from "react";
import { COLUMNS, type Column } from "./columns";
import { fieldColumns } from "./fieldColumns";
import { type Sortable, sortables } from "./order";
import { useCurrency, useFields } from "./queries";

/** All columns that this book can show: those of every book, and one for each field. */
export function useColumns(): Column[] {
  const fields = useFields().data;
  const { code, exponent } = useCurrency();
  return useMemo(
    () => [...COLUMNS, ...fieldColumns(fields ?? [], { code, exponent })],
    [fields, code, exponent],
  );
}

/** Everything that lists of this book can be sorted by. */
export function useSortables(columns: Column[]): Sortable[] {
  return useMemo(() => sortables(columns), [columns]);
}
