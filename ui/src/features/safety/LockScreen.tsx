import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { call, type LockedBook } from "../../ipc";
import { errorText, t } from "../../messages";
import classes from "./Safety.module.css";

/** What stands in the place of everything while the book is locked. `onOpen` begins anew: nothing of before is kept. */
export function LockScreen({ book, onOpen }: { book: LockedBook; onOpen: () => Promise<void> }) {
  const [secret, setSecret] = useState("");
  const [byCode, setByCode] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState("");

  async function unlock(event: FormEvent) {
    event.preventDefault();
    if (!secret || working) return;
    setWorking(true);
    setProblem("");
    try {
      await call("book_unlock", byCode ? { recovery_code: secret } : { password: secret });
      await onOpen();
    } catch (error) {
      setProblem(errorText(error));
      setSecret("");
    } finally {
      setWorking(false);
    }
  }

  async function another() {
    await call("book_close");
    await onOpen();
  }

  return (
    <main className={classes.stage} data-testid="locked">
      <div className={classes.logo} aria-hidden>
        {t("app-sign")}
      </div>
      <h1>{t("lock-title", { book: book.name })}</h1>
      <form onSubmit={(event) => void unlock(event)}>
        {byCode ? (
          <TextInput
            label={t("lock-recovery-code")}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={problem || undefined}
            autoFocus
            autoComplete="off"
            spellCheck={false}
          />
        ) : (
          <PasswordInput
            label={t("lock-password")}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={problem || undefined}
            autoFocus
            autoComplete="off"
          />
        )}
        <Button type="submit" loading={working} disabled={!secret}>
          {t("lock-open")}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setByCode(!byCode);
            setSecret("");
            setProblem("");
          }}
        >
          {t(byCode ? "lock-by-password" : "lock-forgotten")}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void another()}>
          {t("lock-other-book")}
        </Button>
      </form>
    </main>
  );
}
