import { InlineText } from "../../design/InlineText";
import { type Card, call } from "../../ipc";
import { formatDay, t } from "../../messages";
import classes from "./Facts.module.css";

/** As the book refuses what is no number. */
const NOT_A_NUMBER = { code: "invalid", args: { field: "days", reason: "not_a_number" }, where: {} };

/** How often the customer should be seen, and is: their own days, or those of a tag or stage. */
export function CadenceFact({ card, editing, onDone }: { card: Card; editing: boolean; onDone: () => void }) {
  const { days, by, usual, due_on } = card.rhythm;
  const own = days !== null && by === null ? String(days) : "";
  const about = [
    days !== null && by !== null ? t("card-cadence-by", { days, name: by }) : null,
    usual === null ? null : t("card-cadence-usual", { days: usual }),
    due_on === null ? null : t("card-cadence-due", { day: formatDay(due_on) }),
  ];
  return (
    <>
      <span className={classes.name}>{t("card-cadence")}</span>
      <div className={classes.value}>
        <InlineText
          key={editing ? "new" : "old"}
          clearable
          editing={editing}
          value={own}
          label={t("card-cadence")}
          placeholder={t("card-cadence-hint")}
          onSave={(text) => {
            const [digits] = /\d+/.exec(text) ?? [];
            if (text.trim() !== "" && !digits) return Promise.reject(NOT_A_NUMBER);
            return call("cadences_set", { of: { customer: card.id }, days: Number(digits ?? 0) });
          }}
          onDone={onDone}
        />
        {about.some(Boolean) && <span className={classes.about}>{about.filter(Boolean).join(" · ")}</span>}
      </div>
    </>
  );
}
