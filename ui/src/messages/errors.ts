import { type ChangeLike, changeText } from "./changes";
import { t, tCode } from "./t";

/** An error as it comes through the door; `where` names file, row, column, field or command. */
export interface CodedError {
  code: string;
  args: Record<string, unknown>;
}

function isCoded(error: unknown): error is CodedError {
  return typeof error === "object" && error !== null && "code" in error && "args" in error;
}

/** What happened, in the user's words. */
export function errorText(error: unknown): string {
  if (!isCoded(error)) return t("error-internal");
  if (error.code === "invalid" && typeof error.args.reason === "string") {
    return tCode("reason-", error.args.reason, error.args, "error-invalid");
  }
  if (error.code === "later_changes") return laterChanges(error.args);
  return tCode("error-", error.code, error.args, "error-internal");
}

/** Which later steps are in the way: the newest few by name. */
function laterChanges(args: Record<string, unknown>): string {
  const told = tCode("error-", "later_changes", args, "error-internal");
  const steps = (Array.isArray(args.steps) ? args.steps : []) as ChangeLike[];
  const what = [...new Set(steps.map(changeText))].slice(0, 3).join(" · ");
  return what ? t("later-changes-named", { told, what }) : told;
}
