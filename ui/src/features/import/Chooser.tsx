import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { ErrorNote, Kbd, takesText, toastError } from "../../design";
import { FileIcon, ImportIcon } from "../../design/icons";
import { call, type Import } from "../../ipc";
import { formatMoment, t } from "../../messages";
import classes from "./Chooser.module.css";
import { correctedIn, type LeftLook, useLeft } from "./left";
import { useImports } from "./queries";

/** Choosing a file, or the report of an earlier import. */
export function Chooser({
  onFile,
  onPaste,
  onReport,
  onLeft,
}: {
  onFile: (path: string) => void;
  /** A table came from the clipboard. */
  onPaste: (text: string) => void;
  onReport: (id: number) => void;
  /** The look that was left is gone on with. */
  onLeft: (left: LeftLook) => void;
}) {
  const imports = useImports();
  const { left, forget } = useLeft();
  const paste = useRef(onPaste);
  useEffect(() => {
    paste.current = onPaste;
  });
  useEffect(() => {
    const onEvent = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (takesText(event.target) || !text.trim()) return;
      event.preventDefault();
      paste.current(text);
    };
    document.addEventListener("paste", onEvent);
    return () => document.removeEventListener("paste", onEvent);
  }, []);
  const choose = async () => {
    try {
      const path = await call("shell_choose_file", {
        kind: "table",
        title: t("import-choose-title"),
        filter: t("import-choose-filter"),
      });
      if (path) onFile(path);
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <section className={classes.page} aria-labelledby="import-title">
      <div className={classes.drop}>
        <ImportIcon size={28} />
        <h1 id="import-title">{t("import-title")}</h1>
        <p>{t("import-drop")}</p>
        {left && (
          <div className={classes.left} role="note">
            <p>{t("import-left", { file: left.file_name, count: correctedIn(left.options) })}</p>
            <Button onClick={() => onLeft(left)}>{t("import-left-go-on")}</Button>
            <Button variant="default" onClick={() => void forget()}>
              {t("import-left-forget")}
            </Button>
          </div>
        )}
        <Button variant={left ? "default" : "filled"} onClick={() => void choose()}>
          {t("import-choose")}
        </Button>
        <p className={classes.small}>
          {t("import-paste")} <Kbd chord="Mod+V" />
        </p>
        <p className={classes.small}>{t("import-safe")}</p>
        <p className={classes.small}>
          <Link to="/conflicts">{t("import-conflicts")}</Link>
        </p>
      </div>
      {imports.isError && <ErrorNote error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data && imports.data.length > 0 && (
        <div className={classes.past}>
          <h2>{t("import-past")}</h2>
          <ul>
            {imports.data.map((past) => (
              <li key={past.id}>
                <button type="button" className={classes.one} onClick={() => onReport(past.id)}>
                  <FileIcon />
                  <span className={classes.name}>
                    {past.sheet
                      ? t("import-file-sheet", { file: past.file_name, sheet: past.sheet })
                      : past.file_name}
                  </span>
                  <span>{took(past)}</span>
                  <span className={classes.bad}>
                    {past.problems > 0 && t("import-past-problems", { count: past.problems })}
                  </span>
                  <time>{formatMoment(past.at)}</time>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** What came of an import: customers, visits, or both. */
function took(past: Import): string {
  const visits = past.visits > 0 ? [t("import-past-visits", { count: past.visits })] : [];
  const customers =
    past.taken > 0 || past.visits === 0 ? [t("import-past-taken", { count: past.taken })] : [];
  return [...customers, ...visits].join(t("list-comma"));
}
