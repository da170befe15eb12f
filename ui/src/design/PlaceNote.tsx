import { Button } from "@mantine/core";
import { t } from "../messages";
import classes from "./pieces.module.css";

/** What speaks against a book's place. */
interface Advice {
  kind: "synced" | "network";
  service: string;
  folder: string;
}

/** Says why a book should not be kept there, and offers the right way: its backups may. */
export function PlaceNote({
  advice,
  onBackups,
}: {
  advice: Advice;
  /** Lets the backups go there; not offered if absent. */
  onBackups?: (folder: string) => void;
}) {
  const { kind, service, folder } = advice;
  return (
    <div className={classes.note} role="note">
      <p>{t(kind === "synced" ? "place-synced" : "place-network", { service })}</p>
      <p>{t("place-advice")}</p>
      {onBackups && (
        <Button variant="default" size="compact-sm" onClick={() => onBackups(folder)}>
          {t("place-backups")}
        </Button>
      )}
    </div>
  );
}
