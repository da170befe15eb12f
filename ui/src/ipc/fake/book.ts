import type { Transport } from "../call";
import type { AppState, BookInfo, ChangeInfo, Commands, CustomerRow, Rule } from "../commands";
import { bookAnswers } from "./books";
import { customerAnswers } from "./customers";
import { fieldAnswers } from "./fields";
import { listAnswers } from "./lists";
import { meets } from "./rules";
import { safetyAnswers } from "./safety";
import { segmentAnswers } from "./segments";
import { type FakeOptions, makeState, type State } from "./state";
import { trashAnswers } from "./trash";

type Handler<C extends keyof Commands> = (
  args: Commands[C]["args"],
) => Commands[C]["result"] | Promise<Commands[C]["result"]>;
export type Handlers = { [C in keyof Commands]?: Handler<C> };

/** A book in memory that answers like the door; for component tests and for pictures. */
export class FakeBook {
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();
  /** Every call, in order; tests look here. */
  readonly calls: Array<{ command: string; args: unknown }> = [];
  /** Answers of a test, before those of the book. */
  readonly answers: Handlers = {};
  app: AppState;
  state: State;
  /** The steps that can be taken back, and those that can be done again; the latest at the end. */
  readonly done: Array<{ change: ChangeInfo; before: State }> = [];
  undone: Array<{ change: ChangeInfo; before: State }> = [];
  /** The id of what is made next. */
  nextId = 1_000_000;
  private readonly handlers: Handlers;

  constructor(options: FakeOptions = {}) {
    const language = options.language === undefined ? "zh-CN" : options.language;
    this.app = {
      prefs: {
        language,
        theme: options.theme ?? "light",
        density: "normal",
        text_size: 100,
        lock_after: 5,
        clear_clipboard_after: 60,
        reminders: true,
        names_in_reminders: false,
        tray: true,
        stays_in_tray: false,
        shortcut: "",
        recent: [],
        remembered: [],
      },
      book:
        options.started === false
          ? null
          : {
              name: language === "en" ? "Customers" : "客户簿",
              path: "/home/lin/Documents/客户簿.rounds",
              uid: "b1",
            },
      default_book: "/home/lin/Documents/客户簿.rounds",
      sample_book: "/home/lin/Documents/示例.rounds",
      locked: null,
      not_opened: null,
      not_opened_path: null,
      version: "0.1.0",
    };
    this.state = makeState(options, language);
    this.handlers = {
      ...bookAnswers(this),
      ...customerAnswers(this),
      ...segmentAnswers(this),
      ...listAnswers(this),
      ...fieldAnswers(this),
      ...trashAnswers(this),
      ...safetyAnswers(this),
    };
  }

  transport(): Transport {
    return {
      call: async (command, args) => {
        this.calls.push({ command, args });
        const handler =
          (this.answers as Record<string, unknown>)[command] ??
          (this.handlers as Record<string, unknown>)[command];
        if (!handler) throw { code: "unknown_command", args: { command }, where: { command } };
        return (handler as (args: unknown) => unknown)(args);
      },
      listen: async (event, hear) => {
        const set = this.listeners.get(event) ?? new Set();
        this.listeners.set(event, set.add(hear));
        return () => void set.delete(hear);
      },
    };
  }

  /** Tells the window something, as the shell would. */
  emit(event: string, payload: unknown): void {
    for (const hear of this.listeners.get(event) ?? []) hear(payload);
  }

  /** Makes a step: keeps what was, changes, tells. */
  change(verb: string, args: Record<string, string | number>, work: (state: State) => void): void {
    const before = this.state;
    const count = typeof args.count === "number" ? args.count : 1;
    this.state = {
      ...before,
      customers: [...before.customers],
      tags: [...before.tags],
      stages: [...before.stages],
      owners: [...before.owners],
      fields: [...before.fields],
      trash: [...before.trash],
      groups: [...before.groups],
      visit_kinds: [...before.visit_kinds],
      segments: [...before.segments],
    };
    work(this.state);
    const change: ChangeInfo = {
      id: this.nextId++,
      verb,
      args,
      at: Date.now(),
      state: "done",
      customers: count,
      import_id: null,
      source_row: null,
      erased: 0,
      taken_back_by: null,
      edits: null,
    };
    this.done.push({ change, before });
    this.undone = [];
    this.tell();
  }

  /** The step that undo would take back. */
  get lastStep(): ChangeInfo | undefined {
    return this.done.at(-1)?.change;
  }

  private tell(): void {
    this.emit("changed", {
      topics: [
        "files",
        "customers",
        "tags",
        "stages",
        "owners",
        "fields",
        "visit_kinds",
        "segments",
        "history",
        "settings",
        "trash",
      ],
    });
  }

  /** Takes the latest step back. */
  undo(): ChangeInfo {
    return this.turn(this.done, this.undone, "nothing_to_undo");
  }

  /** Does again what was taken back. */
  redo(): ChangeInfo {
    return this.turn(this.undone, this.done, "nothing_to_redo");
  }

  private turn(from: typeof this.done, to: typeof this.done, nothing: string): ChangeInfo {
    const step = from.pop();
    if (!step) throw { code: nothing, args: {}, where: {} };
    to.push({ change: step.change, before: this.state });
    this.state = step.before;
    this.tell();
    return step.change;
  }

  /** Opens the book at a place. */
  openBook(path: string): BookInfo {
    const name = path.replace(/^.*\//, "").replace(".rounds", "");
    const book = { name, path, uid: path };
    this.app = { ...this.app, book };
    return book;
  }

  /** The customers that a rule finds. */
  matching(rule: Rule): CustomerRow[] {
    return this.state.customers.filter((row) => meets(row, rule, this.state));
  }

  /** What an entry of a list is called; refused as `not_found` if it is none. */
  item(noun: "tags" | "stages" | "owners" | "fields" | "groups" | "visit_kinds", id: number): string {
    const item = this.state[noun].find((one) => one.id === id);
    if (!item) throw { code: "not_found", args: { record: noun, id }, where: {} };
    return "label" in item ? item.label : item.name;
  }
}
