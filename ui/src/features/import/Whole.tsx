import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Empty, ErrorNote, offerUndo, toast } from "../../design";
import { call, undoing } from "../../ipc";
import { t } from "../../messages";

/** A whole book that was written into a file: it comes into a book without customers, as one step. */
export function Whole({ path, onCancel }: { path: string; onCancel: () => void }) {
  const navigate = useNavigate();
  const [taking, setTaking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const whole = useQuery({
    queryKey: ["import", "whole", path],
    queryFn: () => call("whole_check", { path }),
  });
  const file = path.split(/[\\/]/).at(-1) ?? path;
  const take = async () => {
    setTaking(true);
    setProblem(null);
    try {
      const { job } = await call("whole_take", { path });
      const done = await call("jobs_wait", { id: job });
      if (done.error) throw done.error;
      if (done.state !== "done") {
        toast(t("import-cancelled"));
        setTaking(false);
        return;
      }
      void navigate("/customers");
      await offerUndo(undoing);
    } catch (error) {
      setProblem(error);
      setTaking(false);
    }
  };
  if (whole.isPending) return null;
  if (whole.isError) return <ErrorNote error={whole.error} onRetry={() => void whole.refetch()} />;
  if (!whole.data) {
    return (
      <Empty title={t("whole-none", { file })} text={t("whole-none-about")}>
        <Button onClick={onCancel}>{t("import-another-file")}</Button>
      </Empty>
    );
  }
  return (
    <>
      <Empty title={t("whole-title", { file })} text={t("whole-about")}>
        <Button loading={taking} onClick={() => void take()}>
          {t("whole-take")}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t("action-cancel")}
        </Button>
      </Empty>
      {problem !== null && <ErrorNote error={problem} />}
    </>
  );
}
