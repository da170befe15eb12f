import type { FileRow, Staged } from "../commands";
import type { Answers } from "./cards";
import { type Details, entryOf } from "./details";

/** A picture of one dot. */
const DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const isPicture = (name: string) => /\.(jpe?g|png)$/i.test(name);

/** Photos and papers of the stand-in: they stand in the timeline, with their visits or alone. */
export function fileAnswers({ nextId, detail, change, editEntry, all }: Details): Answers {
  const staged = (path: string): Staged => {
    const name = path.split("/").at(-1) ?? path;
    const kind = isPicture(name) ? "image/jpeg" : "application/octet-stream";
    return { hash: `hash-${name}`, name, kind, size: 2_400_000, has_thumb: isPicture(name) };
  };
  const rowOf = (
    customer_id: number,
    visit_id: number | null,
    file: { hash: string; name: string },
  ): FileRow => ({
    ...staged(file.name),
    hash: file.hash,
    id: nextId(),
    customer_id,
    visit_id,
    is_portrait: false,
    added_at: Date.now(),
  });
  const listed = (customer: number) => detail(customer).entries.flatMap((entry) => entry.files);
  return {
    files_stage: ({ paths }) => paths.map(staged),
    files_thumb: () => DOT,
    files_list: ({ customer_id }) => listed(customer_id),
    files_attach: ({ customer_id, visit_id, files }) => {
      const rows = files.map((file) => rowOf(customer_id, visit_id ?? null, file));
      change(customer_id, "file.attach", { file: files[0]?.name ?? "", count: files.length }, (of) => {
        for (const row of rows) {
          const visit = of.entries.find((entry) => entry.kind === "visit" && entry.id === visit_id);
          if (visit) visit.files = [...visit.files, row];
          else
            of.entries.push(
              entryOf({ kind: "file", id: row.id, at: row.added_at, text: row.name, files: [row] }),
            );
        }
      });
      return rows.map((row) => row.id);
    },
    files_trash: ({ id }) => editEntry(id, "file.trash", () => null),
    files_show: ({ id }) => {
      const file = all()
        .flatMap((of) => of.entries.flatMap((entry) => entry.files))
        .find((one) => one.id === id);
      if (!file) throw { code: "not_found", args: {}, where: {} };
      return { file, picture: isPicture(file.name) ? DOT : null, text: null, is_cut: false, pages: 0 };
    },
  };
}
