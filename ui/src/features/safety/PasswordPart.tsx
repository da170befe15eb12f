import { Button, PasswordInput, Progress, Select } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { toast } from "../../design";
import { call, type Prefs } from "../../ipc";
import { errorText, t } from "../../messages";
import { KeyringPart } from "./KeyringPart";
import { useProtection, useRemembered } from "./queries";
import classes from "./Safety.module.css";

const MINUTES = [0, 1, 2, 5, 10, 15, 30, 60];

/** The password: set, changed, taken off; the recovery code, shown one time; and when the book is locked by itself. */
export function PasswordPart({ prefs }: { prefs: Prefs }) {
  const protection = useProtection().data;
  const isRemembered = useRemembered().data?.is_remembered;
  const client = useQueryClient();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [strength, setStrength] = useState(0);
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const [working, setWorking] = useState(false);
  useEffect(() => {
    let wanted = true;
    if (next)
      void call("password_strength", { password: next }).then(
        (found) => wanted && setStrength(found.strength),
      );
    else setStrength(0);
    return () => {
      wanted = false;
    };
  }, [next]);
  if (!protection) return null;

  async function run(work: () => Promise<{ recovery_code: string | null }>, said: string) {
    setWorking(true);
    setProblem("");
    try {
      const set = await work();
      setCode(set.recovery_code);
      setOld("");
      setNext("");
      setAgain("");
      await client.invalidateQueries({ queryKey: ["app"] });
      toast(said);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setWorking(false);
    }
  }

  const shown = protection.has_password ? { old } : {};
  function set(event: FormEvent) {
    event.preventDefault();
    if (next !== again) {
      setProblem(t("reason-not-the-same"));
      return;
    }
    void run(() => call("book_set_password", { ...shown, new: next }), t("password-is-set"));
  }

  return (
    <section>
      <h2>{t("password-title")}</h2>
      {/* Beside the keyring neither is the only way. */}
      {!isRemembered && (
        <p className={classes.quiet}>
          {t(protection.has_password ? "password-about-on" : "password-about-off")}
        </p>
      )}
      {code && (
        <div className={classes.printed} data-testid="recovery-code">
          <p>{t("password-code-about")}</p>
          <code className={classes.code}>{code}</code>
          <div className={classes.row}>
            <Button variant="default" size="compact-sm" onClick={() => window.print()}>
              {t("password-code-print")}
            </Button>
            <Button size="compact-sm" onClick={() => setCode(null)}>
              {t("password-code-kept")}
            </Button>
          </div>
        </div>
      )}
      <form className={classes.form} onSubmit={set} hidden={code !== null}>
        {protection.has_password && (
          <PasswordInput
            label={t("password-present")}
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        <PasswordInput
          label={t("password-new")}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          autoComplete="new-password"
        />
        {next && (
          <div>
            <Progress value={Math.max(4, strength * 25)} color={strength < 2 ? "red" : "teal"} size="sm" />
            <span className={classes.quiet}>{t("password-strength", { strength })}</span>
          </div>
        )}
        <PasswordInput
          label={t("password-again")}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          autoComplete="new-password"
        />
        {problem && (
          <p role="alert" className={classes.bad}>
            {problem}
          </p>
        )}
        <div className={classes.row}>
          <Button type="submit" loading={working} disabled={!next || !again}>
            {t(protection.has_password ? "password-change" : "password-set")}
          </Button>
          {protection.has_password && (
            <>
              <Button
                variant="default"
                disabled={!old || working}
                onClick={() =>
                  void run(
                    () => call("book_renew_recovery_code", { password: old }),
                    t("password-code-new-made"),
                  )
                }
              >
                {t("password-code-new")}
              </Button>
              <Button
                variant="default"
                disabled={!old || working}
                onClick={() => void run(() => call("book_set_password", { old }), t("password-is-off"))}
              >
                {t("password-remove")}
              </Button>
            </>
          )}
        </div>
      </form>
      {protection.has_password && <KeyringPart />}
      {protection.has_password && (
        <Select
          label={t("lock-after")}
          data={MINUTES.map((minutes) => ({
            value: String(minutes),
            label: t("lock-after-minutes", { minutes }),
          }))}
          value={String(prefs.lock_after)}
          onChange={(value) =>
            value &&
            void call("prefs_set", { lock_after: Number(value) }).then(() =>
              client.invalidateQueries({ queryKey: ["app"] }),
            )
          }
          allowDeselect={false}
          w="16rem"
        />
      )}
    </section>
  );
}
