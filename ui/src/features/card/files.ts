import { useQuery } from "@tanstack/react-query";
import { toastError } from "../../design";
import { call, type FileRow } from "../../ipc";
import { t } from "../../messages";
import { act, filesOf } from "./queries";

/** All photos and papers of a customer, newest first. */
export function useFiles(customer: number) {
  return useQuery(filesOf(customer));
}

/** The small picture of a file; a content never changes, so it is asked for once. */
export function useThumb(file: Pick<FileRow, "hash" | "has_thumb">): string | null | undefined {
  const { data } = useQuery({
    queryKey: ["file-thumb", file.hash],
    queryFn: () => call("files_thumb", { hash: file.hash }),
    enabled: file.has_thumb,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return data;
}

/** Keeps files with a customer or a visit, in one step that can be taken back. */
export async function attach(customer_id: number, paths: string[], visit_id?: number): Promise<void> {
  if (paths.length === 0) return;
  try {
    const staged = await call("files_stage", { paths });
    const named = staged.map(({ hash, name }) => ({ hash, name }));
    await act(() => call("files_attach", { customer_id, ...(visit_id && { visit_id }), files: named }));
  } catch (refused) {
    toastError(refused);
  }
}

/** Lets the user choose files, and keeps them. */
export async function chooseAndAttach(customer: number, visit?: number): Promise<void> {
  try {
    await attach(customer, await call("shell_choose_files", { title: t("files-choose") }), visit);
  } catch (refused) {
    toastError(refused);
  }
}
