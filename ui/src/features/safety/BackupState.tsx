import { Tooltip } from "@mantine/core";
import { useNavigate } from "react-router";
import { chordText } from "../../design";
import { formatMoment, t } from "../../messages";
import { useBackups, useProtection } from "./queries";
import classes from "./Safety.module.css";

/** When the last proven backup was made, always in sight; and the lock, where there is a password. */
export function BackupState({ onLock }: { onLock: () => void }) {
  const backups = useBackups().data;
  const protection = useProtection().data;
  const navigate = useNavigate();
  if (!backups) return null;
  const at = backups.last_proven_at;

  return (
    <>
      <Tooltip
        label={t(at === null ? "backup-none-about" : backups.is_due ? "backup-due" : "backup-proven-about")}
      >
        <button
          type="button"
          className={classes.state}
          data-testid="backup-state"
          onClick={() => void navigate("/safety")}
        >
          <span
            className={classes.dot}
            data-none={at === null || undefined}
            data-due={(at !== null && backups.is_due) || undefined}
          />
          {at === null ? t("backup-none") : t("backup-last", { when: formatMoment(at) })}
        </button>
      </Tooltip>
      {protection?.has_password && (
        <Tooltip label={`${t("action-lock")} ${chordText("Mod+Alt+L")}`}>
          <button type="button" className={classes.state} data-testid="lock" onClick={onLock}>
            {t("action-lock")}
          </button>
        </Tooltip>
      )}
    </>
  );
}
