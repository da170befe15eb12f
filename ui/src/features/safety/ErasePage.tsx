import { Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { clearToasts, ErrorNote } from "../../design";
import { call, type Erased } from "../../ipc";
import { errorText, t, tCode } from "../../messages";
import classes from "./Safety.module.css";

/** Erasing somebody: what will go, where they are mentioned, the name once more, and the receipt. */
export function ErasePage({ id }: { id: number }) {
  const plan = useQuery({
    queryKey: ["history", "erasure", id],
    queryFn: () => call("erasures_plan", { id }),
    gcTime: 0,
  });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asked] = useSearchParams();
  const [way, setWay] = useState<"erase" | "anonymise">(
    asked.get("way") === "anonymise" ? "anonymise" : "erase",
  );
  const [name, setName] = useState("");
  const [drop, setDrop] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState("");
  const [erased, setErased] = useState<Erased | null>(null);

  // Whoever chose several comes to the next from here.
  const rest = asked.has("then") ? (asked.get("then") ?? "").split(",").filter(Boolean) : null;
  const next = rest?.length ? (
    <Button
      onClick={() => void navigate(`/safety/erase/${rest[0]}?then=${rest.slice(1).join(",")}&way=${way}`)}
    >
      {t("erase-next", { count: rest.length })}
    </Button>
  ) : null;
  if (erased) {
    return <Receipt erased={erased} next={next} onLeave={() => void navigate(rest ? "/safety" : "/trash")} />;
  }
  if (plan.isError) {
    return (
      <ErrorNote error={plan.error} onRetry={() => void plan.refetch()}>
        {next}
      </ErrorNote>
    );
  }
  if (!plan.data) return null;
  const { counts, mentions, backups } = plan.data;

  async function erase() {
    setWorking(true);
    setProblem("");
    try {
      const neutral = way === "anonymise" ? { neutral: t("erase-neutral-name", { number: id }) } : {};
      const done = await call("customers_erase", { id, name, drop_backups: drop, ...neutral });
      setErased(done);
      // What was read or said before may hold what is gone.
      clearToasts();
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "app" });
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setWorking(false);
    }
  }

  return (
    <div className={classes.page} data-testid="erase">
      <h1>{t("erase-title", { name: plan.data.name })}</h1>
      <p>{t("erase-about")}</p>
      <SegmentedControl
        my="0.5rem"
        value={way}
        onChange={(value) => setWay(value as typeof way)}
        data={(["erase", "anonymise"] as const).map((value) => ({ value, label: t(`erase-way-${value}`) }))}
      />
      <p className={classes.quiet}>{t(`erase-way-${way}-about`)}</p>
      <h2>{t("erase-what-goes")}</h2>
      <ul className={classes.list}>
        {[...summed(counts)].map(([label, count]) => (
          <li key={label} className={classes.item}>
            <span>{label}</span>
            <span>{count}</span>
          </li>
        ))}
        <li className={classes.item}>
          <span>{t("backups-title")}</span>
          <span>{backups}</span>
        </li>
      </ul>
      {mentions.length > 0 && (
        <>
          <h2>{t("erase-mentions")}</h2>
          <p className={classes.quiet}>{t("erase-mentions-about")}</p>
          <ul className={classes.list}>
            {mentions.slice(0, 20).map((mention) => (
              <li key={`${mention.record}-${mention.key}`} className={classes.item}>
                <span>
                  {mention.customer ?? tCode("erase-record-", mention.record, {}, "erase-record-other")}
                </span>
                <span className={classes.quiet}>{mention.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={classes.form}>
        <Checkbox
          label={t("erase-drop-backups")}
          checked={drop}
          onChange={(event) => setDrop(event.currentTarget.checked)}
        />
        <TextInput
          label={t("erase-type-name", { name: plan.data.name })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem || undefined}
          autoComplete="off"
          spellCheck={false}
        />
        <div className={classes.row}>
          <Button
            color="red"
            data-erase
            loading={working}
            disabled={name.trim() !== plan.data.name.trim()}
            onClick={() => void erase()}
          >
            {t(`erase-way-${way}`)}
          </Button>
          <Button variant="default" disabled={working} onClick={() => void navigate(-1)}>
            {t("action-cancel")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How many of each kind, as people call them: what has no name of its own is counted together, at the end. */
function summed(counts: Record<string, number>): Map<string, number> {
  const other = t("erase-record-other");
  const sums = new Map<string, number>();
  for (const [table, count] of Object.entries(counts)) {
    const label = tCode("erase-record-", table, {}, "erase-record-other");
    sums.set(label, (sums.get(label) ?? 0) + count);
  }
  const rest = sums.get(other);
  if (rest && sums.delete(other)) sums.set(other, rest);
  return sums;
}

/** What came of it. Only when nothing was found is it said to be gone. */
function Receipt({ erased, next, onLeave }: { erased: Erased; next: ReactNode; onLeave: () => void }) {
  return (
    <div className={classes.page} data-testid="receipt">
      <h1>{t(erased.is_gone ? "erase-gone" : "erase-not-gone")}</h1>
      <p>{t("erase-receipt-about")}</p>
      <code className={classes.code}>{erased.receipt.id}</code>
      {erased.left.map((trace) => (
        <p key={`${trace.file}-${trace.page}-${trace.text}`} className={classes.bad}>
          {trace.text} · {trace.file}
        </p>
      ))}
      {erased.missed.map((path) => (
        <p key={path} className={classes.bad}>
          {t("cli-erase-missed", { path })}
        </p>
      ))}
      {erased.mentions.length > 0 && (
        <p className={classes.quiet}>{t("erase-still-mentioned", { count: erased.mentions.length })}</p>
      )}
      <div className={classes.row}>
        {next}
        <Button variant={next ? "default" : "filled"} onClick={onLeave}>
          {t("action-close")}
        </Button>
      </div>
    </div>
  );
}
