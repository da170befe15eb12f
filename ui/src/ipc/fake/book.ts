import type { Transport } from "../call";
import type {
  AppState,
  BookInfo,
  BookSettings,
  ChangeInfo,
  Commands,
  CustomerRow,
  Day,
  Field,
  FieldContent,
  FoundText,
  Prefs,
  Rule,
  Selection,
  Sort,
  SortKey,
  Span,
  TagGroup,
  VisitKind,
} from "../commands";
import { addDays } from "./days";
import { type FakeData, makeData } from "./names";

/** How the stand-in book begins. */
export interface FakeOptions {
  customers?: number;
  language?: string | null;
  theme?: Prefs["theme"];
  started?: boolean;
  /** Today, `YYYY-MM-DD`. */
  today?: string;
}

type Handler<C extends keyof Commands> = (
  args: Commands[C]["args"],
) => Commands[C]["result"] | Promise<Commands[C]["result"]>;
export type Handlers = { [C in keyof Commands]?: Handler<C> };

type State = FakeData & {
  settings: BookSettings;
  fields: Field[];
  trash: CustomerRow[];
  groups: TagGroup[];
  visit_kinds: VisitKind[];
  /** What customers have beyond their rows, as far as the stand-in's cards were looked at. */
  details?: Map<number, { values: Map<number, FieldContent> }>;
};

const VISIT_KINDS = [
  ["on_site", "上门", "On site"],
  ["in_shop", "到店", "In the shop"],
  ["phone", "电话", "Phone"],
  ["message", "消息", "Message"],
  ["email", "邮件", "E-mail"],
  ["delivery", "送货", "Delivery"],
  ["other", "其他", "Other"],
] as const;

const localDay = () =>
  new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

function dayOf(day: Day | undefined, open: string): string {
  if (!day) return open;
  return "on" in day ? day.on : addDays(localDay(), day.today);
}

/** Does a row meet a rule? */
function meets(row: CustomerRow, rule: Rule, data: State): boolean {
  const within = (on: string | null, span: Span | null) =>
    span === null ? on === null : on !== null && on >= dayOf(span.from, "") && on <= dayOf(span.to, "9999");
  if ("all" in rule) return rule.all.every((one) => meets(row, one, data));
  if ("any" in rule) return rule.any.some((one) => meets(row, one, data));
  if ("not" in rule) return !meets(row, rule.not, data);
  if ("kind" in rule) return row.kind === rule.kind;
  if ("stage" in rule) return row.stage_id !== null && rule.stage.includes(row.stage_id);
  if ("owner" in rule)
    return data.owners.some((owner) => rule.owner.includes(owner.id) && owner.name === row.owner);
  if ("tag" in rule) return data.tags.some((tag) => rule.tag.includes(tag.id) && row.tags.includes(tag.name));
  if ("last_visit" in rule) return within(row.last_visit_on, rule.last_visit);
  if ("next_followup" in rule) return within(row.next_followup_on, rule.next_followup);
  if ("field" in rule) {
    const held = data.details?.get(row.id)?.values.get(rule.field.id);
    // Other tests of a field are never asked of the stand-in.
    if (!("is" in rule.field)) return true;
    const { is } = rule.field;
    return is === null ? held === undefined : JSON.stringify(held) === JSON.stringify(is);
  }
  // The rest is never asked of the stand-in.
  if (!("text" in rule)) return true;
  const text = rule.text.toLowerCase();
  return row.name.toLowerCase().includes(text) || row.phones.some((phone) => phone.endsWith(text));
}

/** The order of rows by several keys; who has nothing for one comes last, both ways. */
function compare(sorts: Sort[], data: State): (a: CustomerRow, b: CustomerRow) => number {
  const collator = new Intl.Collator("zh-CN");
  const value = (row: CustomerRow, by: SortKey): string | number | null => {
    if (typeof by === "object") {
      const held = data.details?.get(row.id)?.values.get(by.field);
      const [content] = held ? Object.values(held) : [];
      return content === undefined ? null : Number.isNaN(Number(content)) ? String(content) : Number(content);
    }
    const values: Partial<Record<typeof by, string | number | null>> = {
      name: row.name,
      kind: row.kind,
      stage: row.stage_id,
      owner: row.owner,
      last_visit: row.last_visit_on,
      next_followup: row.next_followup_on,
      created: row.created_at,
      tags: row.tags[0] ?? null,
      phone: row.phones[0] ?? null,
      contact: row.contact,
    };
    return values[by] ?? null;
  };
  return (a, b) => {
    for (const { by, desc } of [...sorts, { by: "name" as const, desc: false }]) {
      const [one, other] = [value(a, by), value(b, by)];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      const order =
        typeof one === "number" && typeof other === "number"
          ? one - other
          : collator.compare(String(one), String(other));
      if (order !== 0) return desc ? -order : order;
    }
    return a.id - b.id;
  };
}

/** A field with what fields have unless told. */
export function fieldOf(said: Pick<Field, "id" | "label" | "type"> & Partial<Field>): Field {
  return {
    uid: `f${said.id}`,
    record: "customer",
    unit: "",
    help: "",
    section: "",
    required: false,
    in_lists: true,
    default: null,
    shown_if: null,
    kinds: [],
    options: [],
    ...said,
  };
}

/** A book in memory that answers like the door; for component tests and for pictures. */
export class FakeBook {
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();
  /** Every call, in order; tests look here. */
  readonly calls: Array<{ command: string; args: unknown }> = [];
  /** Answers of a test, before those of the book. */
  readonly answers: Handlers = {};
  app: AppState;
  state: State;
  private done: Array<{ change: ChangeInfo; before: State }> = [];
  private undone: Array<{ change: ChangeInfo; before: State }> = [];
  private nextId = 1_000_000;

  constructor(options: FakeOptions = {}) {
    const language = options.language === undefined ? "zh-CN" : options.language;
    this.app = {
      prefs: { language, theme: options.theme ?? "light", density: "normal", text_size: 100, recent: [] },
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
      not_opened: null,
      version: "0.1.0",
    };
    this.state = {
      ...makeData(options.customers ?? 18, options.today ?? localDay(), language === "en"),
      settings: {
        home_country: "CN",
        currency: "CNY",
        currency_exponent: 2,
        week_start: "monday",
        customer: "",
        customers: "",
      },
      fields: [
        fieldOf({ id: 1, label: "主营", type: "text" }),
        fieldOf({ id: 2, label: "进货周期", type: "number", unit: "天" }),
        fieldOf({
          id: 3,
          label: "付款",
          type: "choice",
          options: [
            { id: 1, label: "月结", color: "" },
            { id: 2, label: "现金", color: "" },
          ],
        }),
      ],
      trash: [],
      groups: [],
      visit_kinds: VISIT_KINDS.map(([code, zh, en], at) => ({
        id: at + 1,
        code,
        name: language === "en" ? en : zh,
      })),
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
        "customers",
        "tags",
        "stages",
        "owners",
        "fields",
        "visit_kinds",
        "history",
        "settings",
        "trash",
      ],
    });
  }

  private turn(from: typeof this.done, to: typeof this.done, nothing: string): ChangeInfo {
    const step = from.pop();
    if (!step) throw { code: nothing, args: {}, where: {} };
    to.push({ change: step.change, before: this.state });
    this.state = step.before;
    this.tell();
    return step.change;
  }

  private openBook(path: string): BookInfo {
    const name = path.replace(/^.*\//, "").replace(".rounds", "");
    const book = { name, path, uid: path };
    this.app = { ...this.app, book };
    return book;
  }

  /** The customers that a rule finds. */
  matching(rule: Rule): CustomerRow[] {
    return this.state.customers.filter((row) => meets(row, rule, this.state));
  }

  /** The values that a row carries, if it has some of those that were asked for. */
  private valuesOf(id: number, wanted: number[]): Pick<CustomerRow, "fields"> {
    const held = this.state.details?.get(id)?.values;
    const fields = this.state.fields.flatMap((field) => {
      const value = wanted.includes(field.id) ? held?.get(field.id) : undefined;
      const { id: field_id, label, type, unit } = field;
      return value ? [{ field_id, label, type, unit, value }] : [];
    });
    return fields.length > 0 ? { fields } : {};
  }

  private ids(selection: Selection): Set<number> {
    if ("ids" in selection) return new Set(selection.ids);
    const except = new Set(selection.matching.except);
    return new Set(
      this.matching(selection.matching.rule)
        .map((row) => row.id)
        .filter((id) => !except.has(id)),
    );
  }

  private bulk(
    verb: string,
    selection: Selection,
    args: Record<string, string | number>,
    work: (row: CustomerRow) => CustomerRow | null,
  ): number {
    const ids = this.ids(selection);
    const only = ids.size === 1 ? this.state.customers.find((row) => ids.has(row.id)) : undefined;
    this.change(verb, { ...args, count: ids.size, ...(only ? { name: only.name } : {}) }, (state) => {
      const kept: CustomerRow[] = [];
      for (const row of state.customers) {
        const next = ids.has(row.id) ? work(row) : row;
        if (next) kept.push(next);
        else state.trash.push(row);
      }
      state.customers = kept;
    });
    return ids.size;
  }

  private item(noun: "tags" | "stages" | "owners" | "fields" | "groups" | "visit_kinds", id: number): string {
    const item = this.state[noun].find((one) => one.id === id);
    if (!item) throw { code: "not_found", args: { record: noun, id }, where: {} };
    return "label" in item ? item.label : item.name;
  }

  private list(noun: "tags" | "stages" | "owners" | "visit_kinds") {
    const verb = noun.slice(0, -1);
    const add = ({ name, color }: { name: string; color?: string }) => {
      if (this.state[noun].some((one) => one.name === name))
        throw { code: "duplicate_name", args: { record: verb, name }, where: {} };
      const id = this.nextId++;
      const made = {
        id,
        uid: `x${id}`,
        code: "",
        name,
        color: color ?? "",
        customers: 0,
        group_id: null,
        is_me: false,
      };
      this.change(`${verb}.create`, { item: name }, (state) => {
        (state[noun] as Array<typeof made>).push(made);
      });
      return { id };
    };
    const edit = ({ id, name, color }: { id: number; name?: string; color?: string }) => {
      const item = this.item(noun, id);
      this.change(`${verb}.edit`, { item, to: name ?? item }, (state) => {
        state[noun] = state[noun].map((one) =>
          one.id === id ? { ...one, name: name ?? one.name, ...(color !== undefined && { color }) } : one,
        ) as never;
        if (noun === "tags" && name)
          state.customers = state.customers.map((row) => ({
            ...row,
            tags: row.tags.map((tag) => (tag === item ? name : tag)),
          }));
      });
      return null;
    };
    const order = ({ ids }: { ids: number[] }) => {
      this.change(`${verb}.order`, {}, (state) => {
        state[noun] = ([...state[noun]] as Array<{ id: number }>).sort(
          (a, b) => ids.indexOf(a.id) - ids.indexOf(b.id),
        ) as never;
      });
      return null;
    };
    const trash = ({ id }: { id: number }) => {
      this.change(`${verb}.trash`, { item: this.item(noun, id) }, (state) => {
        state[noun] = (state[noun] as Array<{ id: number }>).filter((one) => one.id !== id) as never;
      });
      return null;
    };
    return { add, edit, order, trash };
  }

  private readonly tagList = this.list("tags");
  private readonly stageList = this.list("stages");
  private readonly ownerList = this.list("owners");
  private readonly kindList = this.list("visit_kinds");

  private readonly handlers: Handlers = {
    app_state: () => this.app,
    shell_opened_file: () => null,
    shell_set_title: () => null,
    shell_set_menu: () => false,
    shell_close: () => null,
    prefs_get: () => this.app.prefs,
    prefs_set: (prefs) => {
      this.app = { ...this.app, prefs: { ...this.app.prefs, ...prefs } };
      return this.app.prefs;
    },
    book_create: ({ path }) => this.openBook(path ?? this.app.default_book),
    book_copy: () => null,
    book_open: ({ path }) => this.openBook(path),
    sample_make: ({ customers = 300 }) => {
      this.state = { ...this.state, ...makeData(customers, localDay(), this.app.prefs.language === "en") };
      return this.openBook(this.app.sample_book);
    },
    settings_get: () => this.state.settings,
    settings_edit: (settings) => {
      this.change("settings.edit", {}, (state) => {
        state.settings = { ...state.settings, ...(settings as Partial<BookSettings>) };
      });
      return null;
    },
    history_state: () => ({
      undo: this.done.at(-1)?.change ?? null,
      redo: this.undone.at(-1)?.change ?? null,
    }),
    history_list: () => [
      ...this.undone.map(({ change }) => ({ ...change, state: "undone" })),
      ...[...this.done].reverse().map(({ change }) => change),
    ],
    undo: () => this.turn(this.done, this.undone, "nothing_to_undo"),
    redo: () => this.turn(this.undone, this.done, "nothing_to_redo"),
    customers_list: ({ where = { all: [] }, sort = [], at = 0, limit = 100, fields = [] }) => {
      const rows = this.matching(where).sort(compare(sort, this.state));
      const shown = rows.slice(at, at + limit).map((row) => ({ ...row, ...this.valuesOf(row.id, fields) }));
      return { total: rows.length, version: this.nextId, rows: shown };
    },
    customers_locate: ({ id, where = { all: [] }, sort = [] }) => {
      const at = this.matching(where)
        .sort(compare(sort, this.state))
        .findIndex((row) => row.id === id);
      return { at: at < 0 ? null : at };
    },
    customers_find: ({ text, limit = 50 }) =>
      this.matching({ text })
        .slice(0, limit)
        .map((row) => {
          const at = row.name.toLowerCase().indexOf(text.toLowerCase());
          const phone = row.phones.find((one) => one.endsWith(text));
          const mark = (field: string, whole: string, start: number): FoundText => ({
            field,
            text: whole,
            marks: [[start, text.length]],
          });
          const matches =
            at >= 0
              ? [mark("name", row.name, at)]
              : phone
                ? [mark("phone", phone, phone.length - text.length)]
                : [];
          return { ...row, matches };
        }),
    customers_create: ({ name, kind, points }) => {
      const clean = name.trim();
      if (!clean)
        throw { code: "invalid", args: { field: "name", reason: "empty" }, where: { field: "name" } };
      const id = this.nextId++;
      this.change("customer.create", { name: clean }, (state) => {
        state.customers.push({
          id,
          uid: `c${id}`,
          kind: kind ?? "person",
          name: clean,
          phones: points?.map((point) => point.value) ?? [],
          contact: null,
          tags: [],
          stage: state.stages[0]?.name ?? null,
          stage_id: state.stages[0]?.id ?? null,
          owner: state.owners[0]?.name ?? null,
          last_visit_on: null,
          next_followup_on: null,
          created_at: Date.now(),
        });
      });
      return { id };
    },
    customers_trash: ({ customers }) => this.bulk("customers.trash", customers, {}, () => null),
    customers_restore: ({ customers }) => {
      const ids = "ids" in customers ? customers.ids : [];
      this.change(
        "customers.restore",
        { count: ids.length, name: this.state.trash.find((row) => row.id === ids[0])?.name ?? "" },
        (state) => {
          state.customers.push(...state.trash.filter((row) => ids.includes(row.id)));
          state.trash = state.trash.filter((row) => !ids.includes(row.id));
        },
      );
      return ids.length;
    },
    customers_tag: ({ customers, add = [], remove = [] }) =>
      this.bulk("customers.tag", customers, { tag: [...add, ...remove].join(" ") }, (row) => ({
        ...row,
        tags: [...new Set([...row.tags.filter((tag) => !remove.includes(tag)), ...add])],
      })),
    customers_set_stage: ({ customers, to = 0 }) =>
      this.bulk("customers.set_stage", customers, { to: this.item("stages", to) }, (row) => ({
        ...row,
        stage_id: to,
        stage: this.item("stages", to),
      })),
    customers_set_owner: ({ customers, to = 0 }) =>
      this.bulk("customers.set_owner", customers, { owner: this.item("owners", to) }, (row) => ({
        ...row,
        owner: this.item("owners", to),
      })),
    tags_list: () => ({
      tags: this.state.tags.map((tag) => ({
        ...tag,
        customers: this.state.customers.filter((row) => row.tags.includes(tag.name)).length,
      })),
      groups: this.state.groups,
    }),
    tags_group: ({ id, group_id }) => {
      this.change("tag.group", { item: this.item("tags", id) }, (state) => {
        state.tags = state.tags.map((tag) => (tag.id === id ? { ...tag, group_id } : tag));
      });
      return null;
    },
    tag_groups_put: ({ id = this.nextId++, name, exclusive }) => {
      const members = this.state.tags.filter((tag) => tag.group_id === id).map((tag) => tag.name);
      const several = this.state.customers.filter(
        (row) => row.tags.filter((tag) => members.includes(tag)).length > 1,
      ).length;
      if (exclusive && several > 0) throw { code: "exclusive_tags", args: { customers: several }, where: {} };
      this.change("tag_group.put", { item: name }, (state) => {
        const known = state.groups.some((group) => group.id === id);
        const next = { id, name, exclusive };
        state.groups = known
          ? state.groups.map((group) => (group.id === id ? next : group))
          : [...state.groups, next];
      });
      return { id };
    },
    tag_groups_trash: ({ id }) => {
      this.change("tag_group.trash", { item: this.item("groups", id) }, (state) => {
        state.groups = state.groups.filter((group) => group.id !== id);
        state.tags = state.tags.map((tag) => (tag.group_id === id ? { ...tag, group_id: null } : tag));
      });
      return null;
    },
    visit_kinds_list: () => this.state.visit_kinds,
    visit_kinds_create: this.kindList.add,
    visit_kinds_edit: this.kindList.edit,
    visit_kinds_order: this.kindList.order,
    visit_kinds_trash: this.kindList.trash,
    tags_create: this.tagList.add,
    tags_edit: this.tagList.edit,
    tags_order: this.tagList.order,
    tags_trash: this.tagList.trash,
    tags_merge: ({ from, into }) => {
      const to = this.item("tags", into);
      const names = from.map((id) => this.item("tags", id));
      this.change("tag.merge", { item: names.join(" "), to }, (state) => {
        state.tags = state.tags.filter((tag) => !from.includes(tag.id) || tag.id === into);
        state.customers = state.customers.map((row) => ({
          ...row,
          tags: [...new Set(row.tags.map((tag) => (names.includes(tag) ? to : tag)))],
        }));
      });
      return null;
    },
    stages_list: () =>
      this.state.stages.map((stage) => ({
        ...stage,
        customers: this.state.customers.filter((row) => row.stage_id === stage.id).length,
      })),
    stages_create: this.stageList.add,
    stages_edit: this.stageList.edit,
    stages_order: this.stageList.order,
    stages_trash: this.stageList.trash,
    owners_list: () =>
      this.state.owners.map((owner) => ({
        ...owner,
        customers: this.state.customers.filter((row) => row.owner === owner.name).length,
      })),
    owners_create: this.ownerList.add,
    owners_edit: this.ownerList.edit,
    owners_order: this.ownerList.order,
    owners_trash: this.ownerList.trash,
    fields_list: () => this.state.fields,
    fields_create: ({ label, type, record = "customer" }) => {
      const id = this.nextId++;
      this.change("field.create", { item: label }, (state) => {
        state.fields.push(fieldOf({ id, label, type, record }));
      });
      return { id };
    },
    fields_edit: ({ id, label, add_options = [], ...rest }) => {
      this.change("field.edit", { item: this.item("fields", id), to: label ?? "" }, (state) => {
        state.fields = state.fields.map((field) =>
          field.id === id
            ? {
                ...field,
                ...rest,
                label: label ?? field.label,
                options: [
                  ...field.options,
                  ...add_options.map((name) => ({ id: this.nextId++, label: name, color: "" })),
                ],
              }
            : field,
        );
      });
      return null;
    },
    fields_order: ({ ids }) => {
      this.change("field.order", {}, (state) => {
        state.fields.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      });
      return null;
    },
    fields_trash: ({ id }) => {
      this.change("field.trash", { item: this.item("fields", id) }, (state) => {
        state.fields = state.fields.filter((field) => field.id !== id);
      });
      return null;
    },
    trash_restore: ({ items }) => {
      const ids = items.map(({ id }) => id);
      this.change("trash.restore", { count: ids.length }, (state) => {
        state.customers.push(...state.trash.filter((row) => ids.includes(row.id)));
        state.trash = state.trash.filter((row) => !ids.includes(row.id));
      });
      return ids.length;
    },
    trash_list: () => ({
      total: this.state.trash.length,
      items: [...this.state.trash].reverse().map((row) => ({
        record: "customer",
        id: row.id,
        title: row.name,
        customer: null,
        trashed_at: Date.now(),
      })),
    }),
  };
}
