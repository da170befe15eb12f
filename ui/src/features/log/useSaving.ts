import { type RefObject, useState } from "react";
import { offerUndo } from "../../design";
import { call, type LoggedLine, undoing } from "../../ipc";
import { t } from "../../messages";
import type { Entry } from "./entry";
import { openQuestion, toLogLine, toParse } from "./line";

/**
 * Saves what stands in a box. Whom it was with, or when, is asked first where that is open: the answers stand in the box
 * and have the focus. `here` is the customer on the screen; `onSaved` is given what was saved, since more may stand in the
 * box by then.
 */
export function useSaving(
  box: RefObject<HTMLElement | null>,
  { here, onSaved }: { here?: number; onSaved: (saved: Entry) => void },
) {
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const save = async (entry: Entry, { makesCustomer = false, asked = [] as number[] } = {}) => {
    if (saving) return;
    setSaving(true);
    try {
      // What is shown may still be of the former letters.
      const question = openQuestion(await call("lines_parse", toParse(entry, here)), entry);
      if (question && !(question === "new" && makesCustomer)) {
        requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[data-answer]")?.focus());
        return;
      }
      const logged = await call("lines_log", toLogLine(entry, { here, makesCustomer, asked }));
      setError(null);
      onSaved(entry);
      void offerUndo(undoing, await said(logged, here));
    } catch (refused) {
      setError(refused);
    } finally {
      setSaving(false);
    }
  };
  return { error, setError, saving, save };
}

/** What is told after saving; for another than the one on the screen, with the name. */
async function said(logged: LoggedLine, here: number | undefined): Promise<string> {
  if (here !== undefined && logged.customer_id !== here) {
    const { name } = await call("customers_show", { id: logged.customer_id });
    return t("line-logged", { name });
  }
  return logged.closed ? t("log-saved-closing", { count: logged.closed }) : t("log-saved");
}
