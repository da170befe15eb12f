import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Prefs } from "../../ipc";
import { t } from "../../messages";
import { BackupsPart } from "./BackupsPart";
import { PasswordPart } from "./PasswordPart";
import { ReceiptsPart } from "./ReceiptsPart";
import { RetentionPart } from "./RetentionPart";
import classes from "./Safety.module.css";

/** What keeps the book safe: the password, the backups, the receipts. */
export function SafetyPage({ prefs }: { prefs: Prefs }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <div className={classes.page}>
      <h1>{t("safety-title")}</h1>
      <BackupsPart
        onRestored={async () => {
          await navigate("/customers");
          await client.resetQueries();
        }}
      />
      <PasswordPart prefs={prefs} />
      <RetentionPart />
      <ReceiptsPart />
    </div>
  );
}
