import { useQuery, useQueryClient } from "@tanstack/react-query";
import { doAndOfferUndo, toast, toastError } from "../../design";
import {
  call,
  type EditField,
  type EditOption,
  type EditPrefs,
  type EditSettings,
  type FieldType,
  type PutTagGroup,
  type TakePack,
  undoing,
} from "../../ipc";
import { t, today } from "../../messages";

/** The lists of the user's own that have names, colours and an order. */
export type Noun = "tags" | "stages" | "owners";

/** One entry of such a list. */
export interface Item {
  id: number;
  name: string;
  color: string;
  customers: number;
  is_me?: boolean;
  /** The group of a tag. */
  group_id?: number | null;
  /** How often whoever has it should be seen, in days. */
  cadence_days?: number | null;
}

const step = (take: () => Promise<unknown>) => doAndOfferUndo(take, undoing);

const COMMANDS = {
  tags: { create: "tags_create", edit: "tags_edit", order: "tags_order", trash: "tags_trash" },
  stages: { create: "stages_create", edit: "stages_edit", order: "stages_order", trash: "stages_trash" },
  owners: { create: "owners_create", edit: "owners_edit", order: "owners_order", trash: "owners_trash" },
} as const;

/** What can be done to a list; each is one step with its undo. */
export function itemSteps(noun: Noun) {
  const commands = COMMANDS[noun];
  return {
    create: (name: string) => step(() => call(commands.create, { name })),
    rename: (id: number, name: string) => step(() => call(commands.edit, { id, name })),
    recolour: (id: number, color: string) => step(() => call(commands.edit, { id, color })),
    order: (ids: number[]) => step(() => call(commands.order, { ids })),
    trash: (id: number) => step(() => call(commands.trash, { id })),
  };
}

/** Says how often whoever has a tag, or is in a stage, should be seen; 0 for nothing said. */
export const setCadence = (noun: "tags" | "stages", id: number, days: number) =>
  step(() => call("cadences_set", { of: noun === "tags" ? { tag: id } : { stage: id }, days }));

/** Makes one tag of two. */
export const mergeTags = (from: number, into: number) =>
  step(() => call("tags_merge", { from: [from], into }));

/** What can be done to fields. */
export const fieldSteps = {
  create: (label: string, type: FieldType, record: string) =>
    step(() => call("fields_create", { label, type, record })),
  edit: (change: EditField) => step(() => call("fields_edit", change)),
  /** As `edit`, with what must be asked for first. */
  editWith: (change: () => Promise<EditField>) => step(async () => call("fields_edit", await change())),
  retype: (id: number, type: FieldType) => step(() => call("fields_retype", { id, type })),
  order: (ids: number[]) => step(() => call("fields_order", { ids })),
  trash: (id: number) => step(() => call("fields_trash", { id })),
};

/** What can be done to the options of a field. */
export const optionSteps = {
  edit: (change: EditOption) => step(() => call("field_options_edit", change)),
  order: (ids: number[]) => step(() => call("field_options_order", { ids })),
  merge: (from: number, into: number) => step(() => call("field_options_merge", { from: [from], into })),
  trash: (id: number) => step(() => call("field_options_trash", { id })),
};

/** Takes a set of a trade into the book. */
export const takePack = (pack: TakePack) => step(() => call("packs_take", pack));

/** What can be done to groups of tags. */
export const groupSteps = {
  put: (group: PutTagGroup) => step(() => call("tag_groups_put", group)),
  trash: (id: number) => step(() => call("tag_groups_trash", { id })),
  /** Puts a tag into a group, or into none. */
  take: (id: number, group_id: number | null) => step(() => call("tags_group", { id, group_id })),
};

/** What can be done to kinds of visits. */
export const kindSteps = {
  create: (name: string) => step(() => call("visit_kinds_create", { name })),
  rename: (id: number, name: string) => step(() => call("visit_kinds_edit", { id, name })),
  order: (ids: number[]) => step(() => call("visit_kinds_order", { ids })),
  trash: (id: number) => step(() => call("visit_kinds_trash", { id })),
};

/** A list with live counts. */
export function useItems(noun: Noun) {
  return useQuery<Item[]>({
    queryKey: [noun, "items"],
    queryFn: async () =>
      noun === "tags"
        ? (await call("tags_list")).tags
        : call(noun === "stages" ? "stages_list" : "owners_list"),
  });
}

/** The groups of tags. */
export function useTagGroups(enabled = true) {
  const tags = useQuery({ queryKey: ["tags", "list"], queryFn: () => call("tags_list"), enabled });
  return tags.data?.groups ?? [];
}

/** The kinds of visits in order. */
export function useVisitKinds() {
  return useQuery({ queryKey: ["visit_kinds", "list"], queryFn: () => call("visit_kinds_list") });
}

/** The user's fields. */
export function useFields() {
  return useQuery({ queryKey: ["fields", "list"], queryFn: () => call("fields_list") });
}

/** The book's own settings. */
export function useBookSettings() {
  return useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") });
}

/** The last year whose public holidays are known. */
export function useHolidaysUntil(): number | null {
  const on = today();
  const shown = useQuery({
    queryKey: ["settings", "holidays", on],
    queryFn: () => call("agenda_show", { from: on, to: on, a_day: 1 }),
  });
  return shown.data?.holidays_until ?? null;
}

/** Changes the book's settings. */
export const editSettings = (change: Partial<EditSettings>) =>
  step(() => call("settings_edit", change as EditSettings));

/** The app's state with its preferences, and how to change these. They are no record of the book, so the query is told by hand. */
export function usePrefs() {
  const client = useQueryClient();
  const app = useQuery({ queryKey: ["app"], queryFn: () => call("app_state") });
  const change = async (prefs: EditPrefs) => {
    try {
      await call("prefs_set", prefs);
      await client.invalidateQueries({ queryKey: ["app"] });
    } catch (error) {
      toastError(error);
    }
  };
  return { app: app.data, change };
}

/** What the desktop has for us, and whether we start with it. */
export function useDesktop() {
  const client = useQueryClient();
  // Asked again with each preference: a tray that was wanted just now may be there, a chord may be taken.
  const desktop = useQuery({ queryKey: ["app", "desktop"], queryFn: () => call("shell_desktop") });
  const startWithSystem = async (on: boolean) => {
    try {
      await call("shell_start_with_system", { on });
    } catch (error) {
      toastError(error);
    }
    await client.invalidateQueries({ queryKey: ["app", "desktop"] });
  };
  return { desktop: desktop.data, startWithSystem };
}

/** What speaks against the place of a book, if anything. */
export function usePlaceAdvice(path: string | undefined) {
  const found = useQuery({
    queryKey: ["app", "place", path],
    queryFn: () => call("place_look", { path: path ?? "" }),
    enabled: !!path,
  });
  return found.data ?? null;
}

/** Lets the backups go to a folder, besides the one beside the book. */
export async function backUpTo(folder: string): Promise<void> {
  try {
    await call("backups_set", { second: folder });
    toast(t("place-backups-set"));
  } catch (error) {
    toastError(error);
  }
}
