import { sendSoon, toast, toastError } from "../design";
import { call } from "../ipc";
import { t } from "../messages";

/** Goes to the next stop of the day's way, with the box to log it open. */
export async function nextStop(go: (path: string) => void): Promise<void> {
  try {
    const [first] = (await call("plan_show", {})).stops;
    if (!first) {
      toast(t("plan-empty"));
      return;
    }
    sendSoon("log-visit");
    go(`/customers/${first.customer_id}`);
  } catch (error) {
    toastError(error);
  }
}
