import { Button, PasswordInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNote } from "../../design";
import { type Backup, call, isWireError, type Salvaged } from "../../ipc";
import { errorText, formatMoment, t, tCode } from "../../messages";
import classes from "./Safety.module.css";

/** A book that does not open: what is wrong, its backups, and what can still be read. The damaged file is kept. */
export function Recovery({
  code,
  path,
  onOpen,
  onOther,
}: {
  code: string;
  path: string;
  onOpen: () => Promise<void>;
  onOther: () => void;
}) {
  const backups = useQuery({
    queryKey: ["backups", "of", path],
    queryFn: () => call("backups_list", { book: path }),
  });
  const [working, setWorking] = useState("");
  const [problem, setProblem] = useState("");
  const [password, setPassword] = useState<string | null>(null);
  const [salvaged, setSalvaged] = useState<Salvaged | null>(null);
  const shown = password ? { password } : {};

  async function run(what: string, work: () => Promise<unknown>) {
    setWorking(what);
    setProblem("");
    try {
      await work();
    } catch (error) {
      if (isWireError(error) && error.code === "locked") setPassword("");
      setProblem(errorText(error));
    } finally {
      setWorking("");
    }
  }

  const restore = (backup: Backup) =>
    run(backup.path, async () => {
      await call("backups_restore", { path: backup.path, book: path, ...shown });
      await onOpen();
    });
  const salvage = () =>
    run("salvage", async () => {
      const target = path.replace(/(\.rounds)?$/i, `-${Date.now()}.rounds`);
      setSalvaged(await call("book_salvage", { bad: path, new: target, ...shown }));
    });

  const all = backups.data?.backups ?? [];
  return (
    <main className={classes.stage} data-testid="recovery">
      <h1>{t("recovery-title")}</h1>
      <p role="alert">{tCode("error-", code, { file: path }, "error-internal")}</p>
      <p className={classes.quiet}>{t("recovery-about")}</p>
      {problem && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {password !== null && (
        <PasswordInput
          label={t("lock-password")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          w="22rem"
        />
      )}
      {backups.isError && <ErrorNote error={backups.error} />}
      <ul className={`${classes.list} ${classes.wide}`}>
        {all.slice(0, 8).map((backup) => (
          <li key={backup.path} className={classes.item}>
            <time>{formatMoment(backup.at)}</time>
            <span className={classes.quiet}>
              {/* What is in one whose list is lost is not known before it is opened. */}
              {backup.reason === "found"
                ? t("backup-reason-found")
                : t("backup-holds", { count: backup.customers })}
            </span>
            <Button
              size="compact-sm"
              loading={working === backup.path}
              disabled={working !== ""}
              variant={backup === all[0] ? "filled" : "default"}
              onClick={() => void restore(backup)}
            >
              {t("backup-restore")}
            </Button>
          </li>
        ))}
      </ul>
      {backups.data && all.length === 0 && <p className={classes.quiet}>{t("cli-backups-none")}</p>}
      {salvaged ? (
        <>
          <p>
            {t("cli-salvaged", { people: salvaged.customers, visits: salvaged.visits, path: salvaged.path })}
          </p>
          <Button
            onClick={() =>
              void run("open", async () => {
                await call("book_open", { path: salvaged.path, ...shown });
                await onOpen();
              })
            }
          >
            {t("recovery-open-salvaged")}
          </Button>
        </>
      ) : (
        <Button
          variant="subtle"
          loading={working === "salvage"}
          disabled={working !== ""}
          onClick={() => void salvage()}
        >
          {t("recovery-salvage")}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={onOther}>
        {t("lock-other-book")}
      </Button>
    </main>
  );
}
