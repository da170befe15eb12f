import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorNote, toast, toastError } from "../../design";
import { call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Settings.module.css";

/** What may help to find a fault: shown whole, and saved only as it was shown. */
export function Diagnostics() {
  const { data, error, refetch } = useQuery({
    queryKey: ["diagnostics"],
    queryFn: () => call("diagnostics_show"),
    // Looked at anew each time: it tells of now.
    gcTime: 0,
  });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  async function save(text: string) {
    try {
      const path = await call("shell_save_file", {
        kind: "any",
        title: t("diagnostics-save"),
        name: "rounds-diagnostics.json",
      });
      if (!path) return;
      await call("diagnostics_save", { path, text });
      toast(t("diagnostics-saved"));
    } catch (why) {
      toastError(why);
    }
  }
  return (
    <>
      <p className={classes.about}>{t("diagnostics-about")}</p>
      <pre className={classes.told} data-testid="diagnostics">
        {data.text}
      </pre>
      <Button variant="default" onClick={() => void save(data.text)}>
        {t("diagnostics-save")}
      </Button>
    </>
  );
}
