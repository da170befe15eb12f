import { useState } from "react";
import { toastError } from "../../design";
import { JobBar } from "../../design/JobBar";
import { call, type JobInfo, useEvent } from "../../ipc";
import { t } from "../../messages";
import classes from "./Look.module.css";

/** The look that is being taken, once it takes more than a moment, and the way to stop it. */
export function useLooking(): { looking: JobInfo | undefined; stop: () => void } {
  const [running, setRunning] = useState<readonly JobInfo[]>([]);
  useEvent("job", (job) => {
    if (job.name !== "import.look") return;
    setRunning((was) => {
      const at = was.findIndex((one) => one.id === job.id);
      if (job.state !== "running") return was.filter((one) => one.id !== job.id);
      return at < 0 ? [...was, job] : was.with(at, job);
    });
  });
  const stop = () => {
    for (const { id } of running) void call("jobs_cancel", { id }).catch(toastError);
  };
  // Those that came later wait for the first.
  return { looking: running[0], stop };
}

/** How far a look is, and Cancel; nothing while there is none. */
export function Looking({ job, onStop }: { job: JobInfo | undefined; onStop: () => void }) {
  if (!job) return null;
  return (
    <div className={classes.looking}>
      <JobBar what={t("job-import-look")} done={job.done} total={job.total} onCancel={onStop} />
    </div>
  );
}
