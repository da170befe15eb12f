/** One menu of the system's menu bar. */
export interface SystemMenu {
  label: string;
  items: Array<{ id: string; label: string; chord?: string }>;
}

/** What the desktop has for us. */
export interface Desktop {
  /** Whether somebody shows notifications. */
  notifications: boolean;
  /** Whether our icon is in the tray. */
  tray: boolean;
  starts_with_system: boolean;
  /** Whether the chord from anywhere can be had. */
  shortcut: "free" | "taken" | "wayland";
}

/** What only the shell can do; the session knows nothing of it. */
export interface ShellCommands {
  /** Lets the user choose one file to read: its path, or null if they turned back. */
  shell_choose_file: {
    args: {
      kind?: "table" | "book" | "report" | "pack" | "calendar" | "folder" | "any";
      title?: string;
      filter?: string;
    };
    result: string | null;
  };
  /** Lets the user choose files to read: their paths, none if they turned back. */
  shell_choose_files: { args: { title?: string }; result: string[] };
  /** Lets the user name a file to write: its path, or null if they turned back. */
  shell_save_file: {
    args: {
      kind?:
        | "table"
        | "book"
        | "report"
        | "sheet"
        | "cards"
        | "lines"
        | "pack"
        | "calendar"
        | "paper"
        | "any";
      title?: string;
      filter?: string;
      name?: string;
    };
    result: string | null;
  };
  /** Puts a text on the clipboard, and takes it off after the time that the preferences say, unless it `stays`. */
  shell_copy: { args: { text: string; stays?: boolean }; result: null };
  /** Opens a `tel:`, `mailto:`, `https://` or `http://` link with the system's program for it. */
  shell_open_link: { args: { url: string }; result: null };
  /** The file that the program was started with, told once. */
  shell_opened_file: { args: Record<never, never>; result: string | null };
  /** Shows these menus in the system's menu bar; false where there is none, and the page shows its own. */
  shell_set_menu: { args: { quit: string; menus: SystemMenu[] }; result: boolean };
  /** Closes the window, now that everything is written. */
  shell_close: { args: Record<never, never>; result: null };
  /** Shows this as the window's title. */
  shell_set_title: { args: { title: string }; result: null };
  /** What the desktop has for us. */
  shell_desktop: { args: Record<never, never>; result: Desktop };
  /** Sets whether the program starts with the system; whether it does now. */
  shell_start_with_system: { args: { on: boolean }; result: boolean };
}
