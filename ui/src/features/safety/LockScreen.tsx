import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { call, isWireError, type LockedBook, type Unlock } from "../../ipc";
import { errorText, t } from "../../messages";
import classes from "./Safety.module.css";

/** What stands in the place of everything while the book is locked. `onOpen` begins anew: nothing of before is kept. */
export function LockScreen({ book, onOpen }: { book: LockedBook; onOpen: () => Promise<void> }) {
  const [secret, setSecret] = useState("");
  const [byCode, setByCode] = useState(false);
  const [byKeyring, setByKeyring] = useState(book.is_remembered);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState("");

  async function open(shown: Unlock) {
    setWorking(true);
    setProblem("");
    try {
      await call("book_unlock", shown);
      await onOpen();
    } catch (error) {
      setProblem(errorText(error));
      setSecret("");
      // One that does not answer may do so the next time; one without a key that fits is of no use.
      if (shown.by_keyring && isWireError(error) && error.code !== "keyring_failed") setByKeyring(false);
    } finally {
      setWorking(false);
    }
  }

  function unlock(event: FormEvent) {
    event.preventDefault();
    if (secret && !working) void open(byCode ? { recovery_code: secret } : { password: secret });
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
      <form onSubmit={unlock}>
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
        {byKeyring && (
          <Button variant="default" disabled={working} onClick={() => void open({ by_keyring: true })}>
            {t("lock-by-keyring")}
          </Button>
        )}
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
