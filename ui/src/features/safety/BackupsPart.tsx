import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { doAndOfferUndo, toast, toastError } from "../../design";
import { type Backup, call, type GoneCustomer, undoing } from "../../ipc";
import { changeText, formatMoment, t, tCode } from "../../messages";
import { useBackups } from "./queries";
import classes from "./Safety.module.css";

const PAGE = 12;

/** The backups: making one, the second place, and going back to one. */
export function BackupsPart({ onRestored }: { onRestored: () => Promise<void> }) {
  const backups = useBackups();
  const client = useQueryClient();
  const [working, setWorking] = useState("");
  const [chosen, setChosen] = useState<Backup | null>(null);
  const [limit, setLimit] = useState(PAGE);
  if (!backups.data) return null;
  const { backups: all, settings, folder, second_is_there } = backups.data;

  async function run(what: string, work: () => Promise<unknown>) {
    setWorking(what);
    try {
      await work();
      await client.invalidateQueries({ queryKey: ["backups"] });
    } catch (error) {
      toastError(error);
    } finally {
      setWorking("");
    }
  }

  async function chooseSecond() {
    const path = await call("shell_choose_file", {
      kind: "folder",
      title: t("backup-second"),
      filter: t("backup-second"),
    });
    if (path) await run("second", () => call("backups_set", { second: path }));
  }

  return (
    <section>
      <h2>{t("backups-title")}</h2>
      <p className={classes.quiet}>{t("backups-about")}</p>
      <p className={`${classes.quiet} ${classes.place}`}>{t("backups-folder", { folder })}</p>
      <p className={`${classes.quiet} ${classes.place}`}>
        {settings.second
          ? t(second_is_there ? "backups-second-there" : "backups-second-away", { folder: settings.second })
          : t("backups-second-none")}
      </p>
      <div className={classes.row}>
        <Button
          loading={working === "make"}
          onClick={() =>
            void run("make", async () => {
              await call("backups_make", {});
              toast(t("backup-made"));
            })
          }
        >
          {t("backup-make")}
        </Button>
        <Button variant="default" onClick={() => void chooseSecond().catch(toastError)}>
          {t("backup-second")}
        </Button>
        {settings.second && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => void run("second", () => call("backups_set", { second: "" }))}
          >
            {t("backup-second-off")}
          </Button>
        )}
      </div>
      <ul className={classes.list} data-testid="backups">
        {all.slice(0, limit).map((backup) => (
          <li key={backup.path}>
            <div className={classes.item}>
              <time title={backup.path}>{formatMoment(backup.at)}</time>
              <span className={classes.quiet}>
                {tCode("backup-reason-", backup.reason, {}, "backup-reason-asked")} ·{" "}
                {t("backup-holds", { count: backup.customers })} ·{" "}
                {t(backup.proven_at === null ? "backup-unproven" : "backup-proven")}
              </span>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => setChosen(chosen?.path === backup.path ? null : backup)}
              >
                {t("backup-look")}
              </Button>
            </div>
            {chosen?.path === backup.path && <Look backup={backup} onRestored={onRestored} />}
          </li>
        ))}
      </ul>
      {all.length > limit && (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit * 4)}>
          {t("trash-more")}
        </Button>
      )}
    </section>
  );
}

/** What a backup holds, and what would be lost by going back to it. */
function Look({ backup, onRestored }: { backup: Backup; onRestored: () => Promise<void> }) {
  const look = useQuery({
    // What is newer than it changes with each step.
    queryKey: ["history", "look", backup.path],
    queryFn: () => call("backups_look", { path: backup.path }),
    staleTime: 0,
  });
  const [working, setWorking] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  if (look.isError) return <p className={classes.bad}>{t("backup-bad")}</p>;
  if (!look.data) return <p className={classes.quiet}>{t("backup-looking")}</p>;
  const { newer, newer_steps, customers, visits, is_proven, gone } = look.data;

  async function restore() {
    setWorking(true);
    try {
      await call("backups_restore", { path: backup.path });
      await onRestored();
      toast(t("backup-restored"));
    } catch (error) {
      toastError(error);
      setWorking(false);
    }
  }

  async function fetchBack({ id }: GoneCustomer) {
    setWorking(true);
    await doAndOfferUndo(() => call("backups_fetch", { path: backup.path, ids: [id] }), undoing);
    setWorking(false);
  }

  return (
    <div className={classes.form} style={{ maxWidth: "none" }}>
      <span>{t("backup-look-holds", { people: customers, visits })}</span>
      <span>{t("backup-look-newer", { count: newer })}</span>
      {newer_steps.slice(0, 5).map((step) => (
        <span key={step.id} className={classes.quiet}>
          {formatMoment(step.at)} · {changeText(step)}
        </span>
      ))}
      {gone.length > 0 && (
        <>
          <span>{t("backup-look-gone")}</span>
          <ul className={classes.list}>
            {gone.slice(0, limit).map((one) => (
              <li key={one.id} className={classes.gone}>
                <span>{one.name}</span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  disabled={working || !is_proven}
                  aria-label={t("backup-fetch-of", { name: one.name })}
                  onClick={() => void fetchBack(one)}
                >
                  {t("backup-fetch")}
                </Button>
              </li>
            ))}
          </ul>
          {gone.length > limit && (
            <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit * 4)}>
              {t("trash-more")}
            </Button>
          )}
        </>
      )}
      <div className={classes.row}>
        <Button loading={working} disabled={!is_proven} onClick={() => void restore()}>
          {t("backup-restore")}
        </Button>
        <span className={classes.quiet}>{t(is_proven ? "backup-restore-about" : "backup-bad")}</span>
      </div>
    </div>
  );
}
