import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { toast, toastError } from "../../design";
import pieces from "../../design/pieces.module.css";
import { type Conflicts, call } from "../../ipc";
import { formatCount, t, today } from "../../messages";
import classes from "./Conflicts.module.css";

/** Two compare their books by marks that only their common secret makes, and neither sees the other's list. */
export function Exchange({
  onCompare,
}: {
  onCompare: (path: string, find: () => Promise<Conflicts | null>) => Promise<void>;
}) {
  const [secret, setSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const typed = secret.trim();

  async function alone(take: () => Promise<void>) {
    setBusy(true);
    try {
      await take();
    } catch (refused) {
      toastError(refused);
    } finally {
      setBusy(false);
    }
  }
  const make = () => alone(async () => setSecret(await call("marks_secret")));
  const copy = () =>
    alone(async () => {
      await call("shell_copy", { text: typed });
      toast(t("conflicts-secret-copied"));
    });
  const write = () =>
    alone(async () => {
      const path = await call("shell_save_file", {
        kind: "any",
        title: t("conflicts-write"),
        name: `${t("conflicts-marks-name")} ${today()}.marks`,
      });
      if (!path) return;
      const { job } = await call("marks_write", { path, secret: typed });
      const done = await call("jobs_wait", { id: job });
      if (done.error) throw done.error;
      if (done.state !== "done") return toast(t("export-stopped"));
      const { customers } = done.result as unknown as { customers: number };
      toast(t("conflicts-written", { count: formatCount(customers), path }));
    });
  const compare = () =>
    alone(async () => {
      const path = await call("shell_choose_file", { kind: "any", title: t("conflicts-compare") });
      if (!path) return;
      await onCompare(path, async () => {
        const { job } = await call("marks_compare", { path, secret: typed });
        const done = await call("jobs_wait", { id: job });
        if (done.error) throw done.error;
        return done.state === "done" ? (done.result as unknown as Conflicts) : null;
      });
    });

  return (
    <section className={classes.part} aria-labelledby="conflicts-exchange">
      <h2 id="conflicts-exchange">{t("conflicts-exchange")}</h2>
      <p className={classes.quiet}>{t("conflicts-exchange-about")}</p>
      <div className={pieces.note} role="note">
        {t("conflicts-warning")}
      </div>
      <Group align="flex-end" gap="xs">
        <TextInput
          className={classes.secret}
          label={t("conflicts-secret")}
          value={secret}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Button variant="default" disabled={busy} onClick={() => void make()}>
          {t("conflicts-secret-new")}
        </Button>
        <Button variant="default" disabled={busy || !typed} onClick={() => void copy()}>
          {t("conflicts-secret-copy")}
        </Button>
      </Group>
      <Group gap="xs">
        <Button variant="default" disabled={busy || !typed} onClick={() => void write()}>
          {t("conflicts-write")}
        </Button>
        <Button variant="default" disabled={busy || !typed} onClick={() => void compare()}>
          {t("conflicts-compare")}
        </Button>
      </Group>
    </section>
  );
}
