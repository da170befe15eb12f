import { useState } from "react";
import { dropSays } from "../design";
import { BookIcon, ClipIcon, ImportIcon, NoEntryIcon } from "../design/icons";
import { useEvent } from "../ipc";
import { t } from "../messages";
import classes from "./DropOverlay.module.css";
import { fileName, type GivenKind, givenKind } from "./givenFiles";

/** While a file is held over the window: what letting it go will do. */
export function DropOverlay({ hasBook }: { hasBook: boolean }) {
  const [path, setPath] = useState<string | null>(null);
  useEvent("file_over", (over) => setPath(over.path));
  const [kept, setKept] = useState<string | null>(null);
  useEvent("file_at", ({ x, y }) => setKept(dropSays(x, y)));
  useEvent("file_dropped", () => setPath(null));
  if (path === null) return null;
  const kind = givenKind(path);
  if (kept !== null && kind !== "book") {
    return (
      <div className={classes.veil} data-kind="kept" role="status" data-testid="drop-overlay">
        <div className={classes.said}>
          <ClipIcon size={28} />
          <strong>{kept}</strong>
          <p>{t("drop-attach-about")}</p>
        </div>
      </div>
    );
  }
  const about = aboutText(kind, hasBook);
  return (
    <div className={classes.veil} data-kind={kind} role="status" data-testid="drop-overlay">
      <div className={classes.said}>
        <Icon kind={kind} />
        <strong>{whatText(kind, fileName(path), hasBook)}</strong>
        {about && <p>{about}</p>}
      </div>
    </div>
  );
}

function Icon({ kind }: { kind: GivenKind }) {
  if (kind === "book") return <BookIcon size={28} />;
  return kind === "table" ? <ImportIcon size={28} /> : <NoEntryIcon size={28} />;
}

function whatText(kind: GivenKind, file: string, hasBook: boolean): string {
  if (kind === "book") return t("drop-book", { file });
  if (kind === "other") return t("drop-other", { file });
  return hasBook ? t("drop-table", { file }) : t("drop-table-later", { file });
}

function aboutText(kind: GivenKind, hasBook: boolean): string | null {
  if (kind === "other") return t("drop-other-about");
  return kind === "table" && hasBook ? t("drop-table-about") : null;
}
