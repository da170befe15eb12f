import type { CustomerRow, Reason } from "../../ipc";
import { formatPastDay, formatPhone, t, tCode } from "../../messages";
import classes from "./Duplicates.module.css";

/** How sure it is, in a word. */
export function likelihood(score: number): string {
  if (score >= 0.99) return t("duplicates-sure");
  return t(score >= 0.9 ? "duplicates-likely" : "duplicates-maybe");
}

/** What tells somebody from others of the name: contact, phone, stage, the last visit. */
export function about({ contact, phones, stage, last_visit_on: seen }: CustomerRow): string {
  const [phone] = phones;
  const parts = [
    contact,
    phone && formatPhone(phone),
    stage,
    seen && t("duplicates-seen", { day: formatPastDay(seen) }),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Why two may be one, the weightiest first; what speaks against it stands last. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ evidence, agreement, value, weight }) => (
        <li key={`${evidence} ${value}`} data-against={weight < 0 || undefined}>
          {t("duplicates-reason", {
            what: tCode("evidence-", evidence, {}, "evidence-field"),
            how: tCode("agreement-", agreement.replaceAll("_", "-"), {}, "agreement-same"),
          })}
          {value && (
            <span className={classes.quiet}> {evidence === "phone" ? formatPhone(value) : value}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
