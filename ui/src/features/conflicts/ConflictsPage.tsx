import { Button } from "@mantine/core";
import { useState } from "react";
import { ErrorNote } from "../../design";
import { type Conflicts, call, isCancelled } from "../../ipc";
import { t } from "../../messages";
import classes from "./Conflicts.module.css";
import { Exchange } from "./Exchange";
import { Found } from "./Found";
import { OwnDrop } from "./OwnDrop";

/** What was looked at, and what came of it. */
interface Looked {
  file: string;
  found: Conflicts;
}

/**
 * Whose customer it is: somebody else's list is looked up in the book without taking anybody in, or two books are
 * compared without showing either.
 */
export function ConflictsPage() {
  const [looked, setLooked] = useState<Looked | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function look(path: string, find: () => Promise<Conflicts | null>) {
    setBusy(true);
    setFailed(null);
    try {
      const found = await find();
      if (found) setLooked({ file: path.split(/[\\/]/).at(-1) ?? path, found });
    } catch (refused) {
      // Who stopped it knows.
      if (isCancelled(refused)) return;
      setLooked(null);
      setFailed(refused);
    } finally {
      setBusy(false);
    }
  }
  const check = (path: string) => void look(path, () => call("conflicts_check", { path }));
  async function choose() {
    try {
      const path = await call("shell_choose_file", {
        kind: "table",
        title: t("conflicts-choose-title"),
        filter: t("import-choose-filter"),
      });
      if (path) check(path);
    } catch (refused) {
      setFailed(refused);
    }
  }

  return (
    <div className={classes.page}>
      <h1>{t("conflicts-title")}</h1>
      <p className={classes.quiet}>{t("conflicts-about")}</p>
      <OwnDrop says={() => t("conflicts-drop")} onFile={check}>
        <section className={classes.part} aria-labelledby="conflicts-list">
          <h2 id="conflicts-list">{t("conflicts-list")}</h2>
          <p className={classes.quiet}>{t("conflicts-list-about")}</p>
          <Button loading={busy} onClick={() => void choose()}>
            {t("conflicts-choose")}
          </Button>
        </section>
      </OwnDrop>
      {failed !== null && <ErrorNote error={failed} />}
      {looked && <Found file={looked.file} found={looked.found} />}
      <Exchange onCompare={look} />
    </div>
  );
}
