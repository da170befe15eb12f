import { useQuery } from "@tanstack/react-query";
import { call } from "../../ipc";
import { formatMoment, t } from "../../messages";
import classes from "./Safety.module.css";

/** The receipts of erasures: when, and a number, nothing of anybody. */
export function ReceiptsPart() {
  const receipts = useQuery({ queryKey: ["history", "receipts"], queryFn: () => call("erasures_list") });
  if (!receipts.data?.length) return null;
  return (
    <section>
      <h2>{t("receipts-title")}</h2>
      <p className={classes.quiet}>{t("receipts-about")}</p>
      <ul className={classes.list}>
        {receipts.data.map((receipt) => (
          <li key={receipt.id} className={classes.item}>
            <time>{formatMoment(receipt.at)}</time>
            <code className={classes.quiet}>{receipt.id}</code>
            <span className={classes.quiet}>{t(`receipt-${receipt.kind}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
