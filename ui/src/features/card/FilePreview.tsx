import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { ErrorNote, SkeletonLine, toast, toastError } from "../../design";
import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { ChevronLeftIcon, ChevronRightIcon, ImportIcon, PersonIcon, TrashIcon } from "../../design/icons";
import { Pager } from "../../design/Pager";
import { call, type FileRow, type FileShown } from "../../ipc";
import { formatMoment, formatSize, t } from "../../messages";
import classes from "./FilePreview.module.css";
import { act } from "./queries";

/** A photo or paper looked at: pictures and pages as the program drew them, texts as text, all else by name and size. */
export function FilePreview({
  files,
  id,
  locked,
  onGo,
  onClose,
}: {
  files: FileRow[];
  id: number;
  locked: boolean;
  onGo: (id: number) => void;
  onClose: () => void;
}) {
  const [page, setPage] = useState(0);
  const place = files.findIndex((file) => file.id === id);
  const file = files[place];
  const shown = useQuery({
    queryKey: ["file-shown", file?.hash, id, page],
    queryFn: () => call("files_show", { id, page }),
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!file) return null;
  const go = (to: number) => {
    const next = files[to];
    if (!next) return;
    setPage(0);
    onGo(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest("input, textarea")) return;
    if (event.key === "ArrowLeft") go(place - 1);
    else if (event.key === "ArrowRight") go(place + 1);
    else return;
    event.preventDefault();
  };
  const trash = async () => {
    onClose();
    await act(() => call("files_trash", { id }));
  };
  const isPicture = file.kind.startsWith("image/");
  return (
    <Modal
      opened
      onClose={onClose}
      classNames={{ title: classes.title }}
      size="min(72rem, 92vw)"
      padding="sm"
      title={
        locked ? (
          file.name
        ) : (
          <InlineText
            value={file.name}
            label={t("files-name")}
            onSave={(name) => call("files_edit", { id, name })}
          />
        )
      }
      closeButtonProps={{ "aria-label": t("action-close") }}
      onKeyDown={onKeyDown}
    >
      <div className={classes.bar} role="toolbar" aria-label={t("files-tools")}>
        <span className={classes.about}>
          {formatSize(file.size)} · {formatMoment(file.added_at)}
        </span>
        {shown.data && shown.data.pages > 1 && (
          <Pager page={page} pages={shown.data.pages} onPage={setPage} />
        )}
        <span className={classes.gap} />
        {files.length > 1 && (
          <>
            <IconButton label={t("files-previous")} disabled={place === 0} onClick={() => go(place - 1)}>
              <ChevronLeftIcon />
            </IconButton>
            <IconButton
              label={t("files-next")}
              disabled={place === files.length - 1}
              onClick={() => go(place + 1)}
            >
              <ChevronRightIcon />
            </IconButton>
          </>
        )}
        {isPicture && !locked && (
          <IconButton
            label={file.is_portrait ? t("files-no-portrait") : t("files-portrait")}
            aria-pressed={file.is_portrait}
            onClick={() => void act(() => call("files_edit", { id, is_portrait: !file.is_portrait }))}
          >
            <PersonIcon />
          </IconButton>
        )}
        <IconButton label={t("files-save")} onClick={() => void save(file)}>
          <ImportIcon />
        </IconButton>
        {!locked && (
          <IconButton label={t("files-trash")} onClick={() => void trash()}>
            <TrashIcon />
          </IconButton>
        )}
      </div>
      {shown.isPending && (
        <div className={classes.waiting} aria-busy="true">
          <SkeletonLine width="60%" />
        </div>
      )}
      {shown.isError && <ErrorNote error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.data && <Shown shown={shown.data} />}
    </Modal>
  );
}

function Shown({ shown }: { shown: FileShown }) {
  if (shown.picture)
    return (
      <div className={classes.stage}>
        <img className={classes.picture} src={shown.picture} alt={shown.file.name} />
      </div>
    );
  if (shown.text !== null)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      <section className={classes.text} tabIndex={0} aria-label={shown.file.name}>
        <pre>{shown.text}</pre>
        {shown.is_cut && <p className={classes.none}>{t("files-cut")}</p>}
      </section>
    );
  return <p className={classes.none}>{t("files-no-preview")}</p>;
}

/** Saves a file outside of the book, where nothing protects it any more. */
async function save(file: FileRow): Promise<void> {
  try {
    const path = await call("shell_save_file", {
      kind: "any",
      title: t("files-save"),
      name: file.name.replace(/[\\/:*?"<>|]/g, " ").trim(),
    });
    if (!path) return;
    await call("files_save", { id: file.id, path });
    toast(t("files-saved-open", { path }));
  } catch (refused) {
    toastError(refused);
  }
}
