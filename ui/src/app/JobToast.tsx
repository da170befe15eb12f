import { useState } from "react";
import { useLocation } from "react-router";
import { toastError } from "../design";
import { JobBar } from "../design/JobBar";
import { call, type JobInfo, useEvent } from "../ipc";
import { tCode } from "../messages";
import classes from "./JobToast.module.css";

const IMPORTING: ReadonlySet<string> = new Set(["import", "import.look"]);

/** Long work, whoever began it: the core tells of it once it takes more than half a second. */
export function JobToast() {
  const { pathname } = useLocation();
  const [running, setRunning] = useState<readonly JobInfo[]>([]);
  useEvent("job", (job) =>
    setRunning((was) => {
      const others = was.filter((one) => one.id !== job.id);
      return job.state === "running" ? [...others, job] : others;
    }),
  );
  // The import's own screen shows its progress itself.
  const elsewhere = (one: JobInfo) => !IMPORTING.has(one.name) || !pathname.startsWith("/import");
  const job = running.filter(elsewhere).at(-1);
  if (!job) return null;
  return (
    <div className={classes.toast} data-testid="job">
      <JobBar
        what={tCode("job-", job.name, {}, "job-import")}
        done={job.done}
        total={job.total}
        onCancel={() => void call("jobs_cancel", { id: job.id }).catch(toastError)}
      />
    </div>
  );
}
