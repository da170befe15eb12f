import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { ErrorNote, toast, toastError } from "../../design";
import { JobBar } from "../../design/JobBar";
import { call, type ImportReport, type JobInfo, useEvent } from "../../ipc";
import { t } from "../../messages";
import classes from "./Running.module.css";

/** An import under way: how far it is, and Cancel. */
export function Running({
  job,
  onDone,
  onStopped,
}: {
  job: number;
  onDone: (importId: number) => void;
  onStopped: () => void;
}) {
  const [info, setInfo] = useState<JobInfo | null>(null);
  const hear = (heard: JobInfo) => {
    if (heard.id !== job) return;
    setInfo(heard);
    if (heard.state === "done") {
      const id = (heard.result as ImportReport | null)?.import_id;
      if (id) onDone(id);
    } else if (heard.state === "cancelled") {
      toast(t("import-cancelled"));
      onStopped();
    }
  };
  useEvent("job", (heard) => hear(heard as unknown as JobInfo));
  // It may have ended before anyone listened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each job
  useEffect(() => {
    call("jobs_show", { id: job }).then(hear).catch(toastError);
  }, [job]);

  if (info?.state === "failed") {
    return (
      <section className={classes.page}>
        <ErrorNote error={info.error} />
        <Button variant="default" onClick={onStopped}>
          {t("import-back-to-look")}
        </Button>
      </section>
    );
  }
  const { done, total } = info ?? { done: 0, total: 0 };
  return (
    <section className={classes.page} aria-busy="true">
      <div className={classes.progress}>
        <JobBar
          what={total > 0 ? t("job-import") : t("import-starting")}
          done={done}
          total={total}
          onCancel={() => void call("jobs_cancel", { id: job }).catch(toastError)}
        />
        <p className={classes.calm}>{t("import-cancel-safe")}</p>
      </div>
    </section>
  );
}
