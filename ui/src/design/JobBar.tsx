import { Button, Progress } from "@mantine/core";
import { t } from "../messages";
import classes from "./JobBar.module.css";

/** Long work under way: what is being done, how far it is, and Cancel. */
export function JobBar({
  what,
  done,
  total,
  onCancel,
}: {
  what: string;
  done: number;
  total: number;
  onCancel: () => void;
}) {
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
  return (
    <div className={classes.bar}>
      <div className={classes.line}>
        <span role="status">{what}</span>
        <span className={classes.part} aria-hidden>
          {total > 0 && t("job-done-part", { percent })}
        </span>
        <Button variant="default" size="compact-sm" onClick={onCancel}>
          {t("action-cancel")}
        </Button>
      </div>
      <Progress value={percent} size="sm" aria-label={t("job-progress", { what })} />
    </div>
  );
}
