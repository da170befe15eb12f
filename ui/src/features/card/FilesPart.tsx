import { useState } from "react";
import { FileTile } from "../../design/FileTile";
import tiles from "../../design/FileTile.module.css";
import { IconButton } from "../../design/IconButton";
import { PlusIcon } from "../../design/icons";
import type { FileRow } from "../../ipc";
import { formatCount, t } from "../../messages";
import classes from "./CustomerCard.module.css";
import { FilePreview } from "./FilePreview";
import { chooseAndAttach, useFiles, useThumb } from "./files";

/** So many stand on a card that is not a page of its own; the rest is behind a button. */
const FIRST = 6;

/** The photos and papers of a customer, those of visits too. */
export function FilesPart({ customer, locked }: { customer: number; locked: boolean }) {
  const files = useFiles(customer).data ?? [];
  const [all, setAll] = useState(false);
  if (files.length === 0 && locked) return null;
  const shown = all ? files : files.slice(0, FIRST);
  return (
    <section className={classes.files} aria-label={t("files-title")}>
      <div className={classes.filesHead}>
        <h3 className={classes.heading}>
          {files.length > 0 ? t("files-count", { count: formatCount(files.length) }) : t("files-title")}
        </h3>
        {!locked && (
          <IconButton size="xs" label={t("files-add")} onClick={() => void chooseAndAttach(customer)}>
            <PlusIcon size={13} />
          </IconButton>
        )}
      </div>
      {files.length > 0 && <Files files={shown} around={files} locked={locked} />}
      {shown.length < files.length && (
        <button type="button" className={classes.filesMore} onClick={() => setAll(true)}>
          {t("files-more", { count: formatCount(files.length - shown.length) })}
        </button>
      )}
    </section>
  );
}

/** Files as tiles; a click looks at one, from which one walks through those around it. */
export function Files({
  files,
  around = files,
  locked,
}: {
  files: FileRow[];
  around?: FileRow[];
  locked: boolean;
}) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div className={tiles.tiles}>
      {files.map((file) => (
        <Tile key={file.id} file={file} onOpen={() => setOpen(file.id)} />
      ))}
      {open !== null && around.some((file) => file.id === open) && (
        <FilePreview files={around} id={open} locked={locked} onGo={setOpen} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function Tile({ file, onOpen }: { file: FileRow; onOpen: () => void }) {
  const picture = useThumb(file);
  return (
    <FileTile
      name={file.name}
      picture={picture}
      openLabel={t("files-open", { file: file.name })}
      onOpen={onOpen}
    />
  );
}
