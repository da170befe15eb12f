import { useCallback } from "react";
import { toast, toastError, undoneText } from "../design";
import { call } from "../ipc";
import { changeText, t } from "../messages";

import { useHistoryState } from "./queries";

/** Undo and redo, each with a toast that names what was done. */
export function useUndo() {
  const { data: state } = useHistoryState();
  const redo = useCallback(() => {
    call("redo")
      .then((change) => toast(t("redone-what", { what: changeText(change) }), undefined, change.id))
      .catch(toastError);
  }, []);
  const undo = useCallback(() => {
    call("undo")
      .then((change) =>
        toast(undoneText(changeText(change), change), { label: t("action-redo"), run: redo }, change.id),
      )
      .catch(toastError);
  }, [redo]);
  return { undo, redo, state };
}
