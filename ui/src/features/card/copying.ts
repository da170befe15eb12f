import { copyText } from "../../design/copy";
import { call } from "../../ipc";

/**
 * Puts contact data on the clipboard, from which the shell takes it off again after the time that the preferences say;
 * tells whether it worked. Where the shell reaches no clipboard, the page's own serves, and what is copied stays.
 */
export function copyContact(text: string): Promise<boolean> {
  return call("shell_copy", { text }).then(
    () => true,
    () => copyText(text),
  );
}
