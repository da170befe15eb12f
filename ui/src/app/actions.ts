import { canDo, send, sendSoon } from "../design";
import type { MessageKey } from "../messages/generated/keys";

/** What an action may use of the frame. */
export interface Actor {
  pathname: string;
  canUndo: boolean;
  canRedo: boolean;
  go: (path: string) => void;
  undo: () => void;
  redo: () => void;
  openPalette: () => void;
  openKeys: () => void;
  /** Asks which customer a visit is to be logged for. */
  openLog: () => void;
}

/** One thing that can be done. The palette, the keys and the sheet under `?` all read this list. */
export interface Action {
  id: string;
  labelKey: MessageKey;
  /** Chords that run it, the first is shown. A space sets one key after another: `G 1`. */
  shortcuts: string[];
  /** The group in the sheet. */
  group: "anywhere" | "list" | "card";
  /** Can it be done now? */
  applies: (actor: Actor) => boolean;
  run: (actor: Actor) => void;
  /** Acts in text fields too (chords with Mod only). */
  inFields?: boolean;
  /** Not offered in the palette: it makes sense only under the fingers. */
  keysOnly?: boolean;
}

const always = () => true;

/** Every action of the window. */
export const actions: Action[] = [
  {
    id: "palette",
    labelKey: "action-palette",
    shortcuts: ["Mod+K"],
    group: "anywhere",
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
    applies: always,
    run: (a) => a.go("/customers/new"),
  },
  {
    id: "undo",
    labelKey: "action-undo",
    shortcuts: ["Mod+Z"],
    group: "anywhere",
    applies: (a) => a.canUndo,
    run: (a) => a.undo(),
  },
  {
    id: "redo",
    labelKey: "action-redo",
    shortcuts: ["Mod+Shift+Z", "Mod+Y"],
    group: "anywhere",
    applies: (a) => a.canRedo,
    run: (a) => a.redo(),
  },
  {
    id: "go-customers",
    labelKey: "action-go-customers",
    shortcuts: ["G 2"],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/customers"),
  },
  {
    id: "go-import",
    labelKey: "action-go-import",
    shortcuts: ["G I"],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/import"),
  },
  {
    id: "go-trash",
    labelKey: "action-go-trash",
    shortcuts: ["G T"],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/trash"),
  },
  {
    id: "go-settings",
    labelKey: "action-go-settings",
    shortcuts: ["G S", "Mod+,"],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/settings"),
  },
  {
    id: "manage-tags",
    labelKey: "action-manage-tags",
    shortcuts: [],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/settings/tags"),
  },
  {
    id: "manage-stages",
    labelKey: "action-manage-stages",
    shortcuts: [],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/settings/stages"),
  },
  {
    id: "manage-owners",
    labelKey: "action-manage-owners",
    shortcuts: [],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/settings/owners"),
  },
  {
    id: "manage-fields",
    labelKey: "action-manage-fields",
    shortcuts: [],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/settings/fields"),
  },
  {
    id: "manage-visit-kinds",
    labelKey: "action-manage-visit-kinds",
    shortcuts: [],
    group: "anywhere",
    applies: always,
    run: (a) => a.go("/settings/visit-kinds"),
  },
  {
    id: "keys",
    labelKey: "action-keys",
    shortcuts: ["?"],
    group: "anywhere",
    applies: always,
    run: (a) => a.openKeys(),
  },
  {
    id: "search-here",
    labelKey: "action-search-here",
    shortcuts: ["/"],
    group: "list",
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
    applies: () => canDo("select-all"),
    run: () => send("select-all"),
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
    applies: always,
    // Where no customer is in sight, it asks whom first.
    run: (a) => {
      if (canDo("log-visit")) send("log-visit");
      // A card that is just opening will do it.
      else if (/^\/customers\/\d+/.test(a.pathname)) sendSoon("log-visit");
      else a.openLog();
    },
  },
  {
    id: "add-followup",
    labelKey: "action-add-followup",
    shortcuts: ["F"],
    group: "card",
    applies: () => canDo("add-followup"),
    run: () => send("add-followup"),
  },
  {
    id: "edit-tags",
    labelKey: "action-edit-tags",
    shortcuts: ["T"],
    group: "card",
    applies: () => canDo("edit-tags"),
    run: () => send("edit-tags"),
  },
  {
    id: "trash-here",
    labelKey: "action-trash-here",
    shortcuts: ["Delete"],
    group: "card",
    applies: () => canDo("trash-here"),
    run: () => send("trash-here"),
  },
];
