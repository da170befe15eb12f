import { Button, PasswordInput, Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { call } from "../../ipc";
import { errorText, t } from "../../messages";
import { useRemembered } from "./queries";
import classes from "./Safety.module.css";

/** Whether the system's keyring opens the book, too. Turning it on takes the password once more. */
export function KeyringPart() {
  const remembered = useRemembered().data;
  const client = useQueryClient();
  const about = useId();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [working, setWorking] = useState(false);
  if (!remembered?.is_possible) return null;

  async function run(work: () => Promise<unknown>) {
    setWorking(true);
    setProblem("");
    try {
      await work();
      setAsking(false);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setPassword("");
      await client.invalidateQueries({ queryKey: ["app"] });
      setWorking(false);
    }
  }

  function remember(event: FormEvent) {
    event.preventDefault();
    if (password && !working) void run(() => call("book_remember", { password }));
  }

  return (
    <form className={classes.keyring} onSubmit={remember} data-testid="keyring">
      <Switch
        label={t("keyring-remember")}
        aria-describedby={about}
        checked={asking || remembered.is_remembered}
        disabled={working}
        onChange={() => {
          setProblem("");
          if (remembered.is_remembered) void run(() => call("book_forget_remembered"));
          else setAsking(!asking);
        }}
      />
      <p id={about} className={classes.quiet}>
        {t("keyring-remember-about")}
      </p>
      {asking && (
        <div className={classes.row}>
          <PasswordInput
            label={t("lock-password")}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="off"
            autoFocus
            w="16rem"
          />
          <Button type="submit" loading={working} disabled={!password} style={{ alignSelf: "end" }}>
            {t("keyring-remember-do")}
          </Button>
        </div>
      )}
      {problem && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
    </form>
  );
}
