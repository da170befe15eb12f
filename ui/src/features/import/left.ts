import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, type ImportOptions } from "../../ipc";

/** A look that was not ended when the program was: kept in the book, for it holds what was typed into cells. */
export interface LeftLook {
  options: ImportOptions;
  file_name: string;
  /** By what the file is told from what it was. */
  stamp: string;
}

const RECORD = "import";
/** How long after the last change it is written. */
const PAUSE = 700;

const write = (body: string) =>
  // What cannot be written, such as a very long table that was pasted, still stands on the screen.
  call("drafts_put", { record: RECORD, body }).catch(() => {});

/** Whether something was said by hand: a look at a file as it is costs nothing to have again. */
function isWorked({ columns, corrections, visits, match_by }: ImportOptions): boolean {
  return [columns, corrections, visits?.columns, visits?.corrections, match_by].some(
    (said) => said && said.length > 0,
  );
}

/** Keeps a look while it is worked at. */
export function useKeepLeft(options: ImportOptions, file: { file_name: string; stamp: string } | undefined) {
  const name = file?.file_name;
  const stamp = file?.stamp;
  useEffect(() => {
    if (name === undefined || stamp === undefined || !isWorked(options)) return;
    const left: LeftLook = { options, file_name: name, stamp };
    const timer = setTimeout(() => void write(JSON.stringify(left)), PAUSE);
    return () => clearTimeout(timer);
  }, [options, name, stamp]);
}

/** Forgets what was left. */
export const forgetLeft = () => write("");

/** How many cells were put right by hand. */
export function correctedIn({ corrections, visits }: ImportOptions): number {
  return (corrections?.length ?? 0) + (visits?.corrections?.length ?? 0);
}

/** The look that was left, if there is one, and the way to forget it. */
export function useLeft(): { left: LeftLook | null; forget: () => Promise<unknown> } {
  const kept = useQuery({
    queryKey: ["drafts", RECORD],
    queryFn: async () => (await call("drafts_get", { record: RECORD }))?.body ?? null,
    // It is written without a word to the query.
    gcTime: 0,
    staleTime: 0,
  });
  const forget = async () => {
    await forgetLeft();
    return kept.refetch();
  };
  return { left: read(kept.data ?? null), forget };
}

function read(body: string | null): LeftLook | null {
  try {
    return body ? (JSON.parse(body) as LeftLook) : null;
  } catch {
    return null;
  }
}

/** The look without the cells that were put right: they belong to the file as it was. */
export function withoutCorrections({ corrections: _, visits, ...options }: ImportOptions): ImportOptions {
  if (!visits) return options;
  const { corrections: __, ...sheet } = visits;
  return { ...options, visits: sheet };
}
