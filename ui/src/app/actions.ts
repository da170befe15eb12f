import { canDo, send, sendSoon } from "../design";
import type { EditPrefs, Prefs, Segment } from "../ipc";
import { tCode } from "../messages";
import type { MessageKey } from "../messages/generated/keys";
import { bookActions, recentBookActions } from "./bookActions";
import { lookActions } from "./lookActions";
import type { MenuName } from "./menus";
import { nextStop } from "./nextStop";
import { segmentActions } from "./segmentActions";
import type { Books } from "./useBooks";

/** What an action may use of the frame. */
export interface Actor {
  /** The place of the window now. */
  pathname: () => string;
  canUndo: boolean;
  canRedo: boolean;
  go: (path: string) => void;
  undo: () => void;
  redo: () => void;
  openPalette: () => void;
  openKeys: () => void;
  /** Asks which customer a visit is to be logged for. */
  openLog: () => void;
  /** Whether the book has a password: only then is there anything to lock. */
  canLock: boolean;
  lock: () => void;
  books: Books;
  segments: Segment[];
  prefs: Prefs | undefined;
  setPrefs: (change: EditPrefs) => void;
}

/** One thing that can be done. The palette, the menus, the keys and the sheet under `?` all read this list. */
export interface Action {
  id: string;
  labelKey: MessageKey;
  /** What the label names. */
  labelArgs?: Record<string, string>;
  /** What tells two of the same label apart. */
  detail?: string;
  /** Chords that run it, the first is shown. A space sets one key after another: `G 1`. */
  shortcuts: string[];
  /** The group in the sheet. */
  group: "anywhere" | "list" | "card";
  /** The menu it stands in, if it stands in one. */
  menu?: MenuName;
  /** Can it be done now? */
  applies: (actor: Actor) => boolean;
  run: (actor: Actor) => void;
  /** Acts in text fields too (chords with Mod only). */
  inFields?: boolean;
  /** Not offered in the palette: it makes sense only under the fingers. */
  keysOnly?: boolean;
}

const always = () => true;

/** The name of an action in the present language. */
export function labelOf(action: Action): string {
  return tCode("", action.labelKey, action.labelArgs ?? {}, action.labelKey);
}

/** Every action, with those of the moment: the segments, and the books that were open lately. */
export function allActions(actor: Actor): Action[] {
  return [...actions, ...segmentActions(actor), ...recentBookActions(actor)];
}

/** Every action of the window that has a name of its own. */
export const actions: Action[] = [
  {
    id: "palette",
    labelKey: "action-palette",
    shortcuts: ["Mod+K"],
    group: "anywhere",
    menu: "help",
    applies: always,
    run: (a) => a.openPalette(),
    inFields: true,
    keysOnly: true,
  },
  {
    id: "new-customer",
    labelKey: "action-new-customer",
    shortcuts: ["N"],
    group: "anywhere",
    menu: "edit",
    applies: always,
    run: (a) => a.go("/customers/new"),
  },
  {
    id: "undo",
    labelKey: "action-undo",
    shortcuts: ["Mod+Z"],
    group: "anywhere",
    menu: "edit",
    applies: (a) => a.canUndo,
    run: (a) => a.undo(),
  },
  {
    id: "redo",
    labelKey: "action-redo",
    shortcuts: ["Mod+Shift+Z", "Mod+Y"],
    group: "anywhere",
    menu: "edit",
    applies: (a) => a.canRedo,
    run: (a) => a.redo(),
  },
  {
    id: "go-today",
    labelKey: "action-go-today",
    shortcuts: ["G 1"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/today"),
  },
  {
    id: "go-customers",
    labelKey: "action-go-customers",
    shortcuts: ["G 2"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/customers"),
  },
  {
    id: "go-calendar",
    labelKey: "action-go-calendar",
    shortcuts: ["G 3"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/calendar"),
  },
  {
    id: "go-import",
    labelKey: "action-go-import",
    shortcuts: ["G I"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/import"),
  },
  {
    id: "go-duplicates",
    labelKey: "action-go-duplicates",
    shortcuts: ["G D"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/duplicates"),
  },
  {
    id: "go-conflicts",
    labelKey: "action-go-conflicts",
    shortcuts: [],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/conflicts"),
  },
  {
    id: "go-trash",
    labelKey: "action-go-trash",
    shortcuts: ["G T"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/trash"),
  },
  {
    id: "go-settings",
    labelKey: "action-go-settings",
    shortcuts: ["G S", "Mod+,"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/settings"),
  },
  {
    id: "go-safety",
    labelKey: "action-go-safety",
    shortcuts: ["G B"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/safety"),
  },
  {
    id: "lock",
    labelKey: "action-lock",
    shortcuts: ["Mod+Alt+L"],
    group: "anywhere",
    menu: "book",
    applies: (a) => a.canLock,
    run: (a) => a.lock(),
    inFields: true,
  },
  {
    id: "manage-tags",
    labelKey: "action-manage-tags",
    shortcuts: [],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/settings/tags"),
  },
  {
    id: "manage-stages",
    labelKey: "action-manage-stages",
    shortcuts: [],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/settings/stages"),
  },
  {
    id: "manage-owners",
    labelKey: "action-manage-owners",
    shortcuts: [],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/settings/owners"),
  },
  {
    id: "manage-fields",
    labelKey: "action-manage-fields",
    shortcuts: [],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/settings/fields"),
  },
  {
    id: "manage-visit-kinds",
    labelKey: "action-manage-visit-kinds",
    shortcuts: [],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => a.go("/settings/visit-kinds"),
  },
  {
    id: "keys",
    labelKey: "action-keys",
    shortcuts: ["?"],
    group: "anywhere",
    menu: "help",
    applies: always,
    run: (a) => a.openKeys(),
  },
  {
    id: "search-here",
    labelKey: "action-search-here",
    shortcuts: ["/"],
    group: "list",
    menu: "edit",
    applies: () => canDo("search-here"),
    run: () => send("search-here"),
  },
  {
    id: "row-next",
    labelKey: "action-row-next",
    shortcuts: ["J"],
    group: "list",
    applies: () => canDo("row-next"),
    run: () => send("row-next"),
    keysOnly: true,
  },
  {
    id: "row-previous",
    labelKey: "action-row-previous",
    shortcuts: ["K"],
    group: "list",
    applies: () => canDo("row-previous"),
    run: () => send("row-previous"),
    keysOnly: true,
  },
  {
    id: "row-open",
    labelKey: "action-row-open",
    shortcuts: ["Enter"],
    group: "list",
    applies: () => canDo("row-open"),
    run: () => send("row-open"),
    keysOnly: true,
  },
  {
    id: "row-edit",
    labelKey: "action-row-edit",
    shortcuts: ["F2"],
    group: "list",
    applies: () => canDo("row-edit"),
    run: () => send("row-edit"),
    keysOnly: true,
  },
  {
    id: "row-select",
    labelKey: "action-row-select",
    shortcuts: ["X"],
    group: "list",
    applies: () => canDo("row-select"),
    run: () => send("row-select"),
    keysOnly: true,
  },
  {
    id: "select-all",
    labelKey: "action-select-all",
    shortcuts: ["Mod+A"],
    group: "list",
    menu: "edit",
    applies: () => canDo("select-all"),
    run: () => send("select-all"),
  },
  {
    id: "save-segment",
    labelKey: "action-save-segment",
    shortcuts: ["S"],
    group: "list",
    menu: "edit",
    applies: () => canDo("save-segment"),
    run: () => send("save-segment"),
  },
  {
    id: "export-list",
    labelKey: "action-export-list",
    shortcuts: ["Mod+E"],
    group: "list",
    menu: "book",
    applies: () => canDo("export-list"),
    run: () => send("export-list"),
  },
  {
    id: "back",
    labelKey: "action-back",
    shortcuts: ["Escape"],
    group: "list",
    applies: () => canDo("back"),
    run: () => send("back"),
    keysOnly: true,
  },
  {
    id: "log-visit",
    labelKey: "action-log-visit",
    shortcuts: ["L", "Mod+Shift+L"],
    group: "card",
    menu: "edit",
    applies: always,
    // Where no customer is in sight, it asks whom first.
    run: (a) => {
      if (canDo("log-visit")) send("log-visit");
      // A card that is just opening will do it.
      else if (/^\/customers\/\d+/.test(a.pathname())) sendSoon("log-visit");
      else a.openLog();
    },
  },
  {
    // From outside of the window nobody is in sight: the line of Today, which names whom it was with.
    id: "log-line",
    labelKey: "action-log-visit",
    shortcuts: [],
    group: "anywhere",
    applies: always,
    run: (a) => {
      if (a.pathname() === "/today") return send("log-visit");
      sendSoon("log-visit");
      a.go("/today");
    },
    keysOnly: true,
  },
  {
    id: "plan-next",
    labelKey: "action-plan-next",
    shortcuts: ["P"],
    group: "anywhere",
    menu: "go",
    applies: always,
    run: (a) => {
      if (canDo("plan-next")) send("plan-next");
      else void nextStop(a.go);
    },
  },
  {
    id: "add-followup",
    labelKey: "action-add-followup",
    shortcuts: ["F"],
    group: "card",
    menu: "edit",
    applies: () => canDo("add-followup"),
    run: () => send("add-followup"),
  },
  {
    id: "edit-tags",
    labelKey: "action-edit-tags",
    shortcuts: ["T"],
    group: "card",
    menu: "edit",
    applies: () => canDo("edit-tags"),
    run: () => send("edit-tags"),
  },
  {
    id: "trash-here",
    labelKey: "action-trash-here",
    shortcuts: ["Delete"],
    group: "card",
    menu: "edit",
    applies: () => canDo("trash-here"),
    run: () => send("trash-here"),
  },
  ...bookActions,
  ...lookActions,
];
