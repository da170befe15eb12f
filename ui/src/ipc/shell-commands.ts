/** What only the shell can do; the session knows nothing of it. */
export interface ShellCommands {
  /** Lets the user choose one file to read: its path, or null if they turned back. */
  shell_choose_file: {
    args: { kind?: "table" | "book" | "report" | "pack" | "any"; title?: string; filter?: string };
    result: string | null;
  };
  /** Lets the user name a file to write: its path, or null if they turned back. */
  shell_save_file: {
    args: {
      kind?: "table" | "book" | "report" | "pack" | "any";
      title?: string;
      filter?: string;
      name?: string;
    };
    result: string | null;
  };
  /** Opens a `tel:` or `mailto:` link with the system's program for it. */
  shell_open_link: { args: { url: string }; result: null };
  /** The file that the program was started with, told once. */
  shell_opened_file: { args: Record<never, never>; result: string | null };
  /** Shows this as the window's title. */
  shell_set_title: { args: { title: string }; result: null };
}
