import type {
  BookSettings,
  CustomerRow,
  Field,
  FieldContent,
  Prefs,
  Segment,
  TagGroup,
  VisitKind,
} from "../commands";
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

/** All that the stand-in book holds. */
export type State = FakeData & {
  settings: BookSettings;
  fields: Field[];
  trash: CustomerRow[];
  groups: TagGroup[];
  visit_kinds: VisitKind[];
  segments: Segment[];
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

/** Today, by the clock of this computer. */
export const localDay = () =>
  new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

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

/** What the stand-in book holds at the beginning. */
export function makeState(options: FakeOptions, language: string | null): State {
  return {
    ...makeData(options.customers ?? 18, options.today ?? localDay(), language === "en"),
    settings: {
      home_country: "CN",
      currency: "CNY",
      currency_exponent: 2,
      week_start: "monday",
      trash_days: 30,
      retention_years: 0,
      day_place: "",
      day_from: "08:00",
      visit_minutes: 30,
      travel_speed: 40,
      remind_before: 15,
      open_hours: [],
      closed_days: [],
      keeps_holidays: false,
      customer: "",
      customers: "",
      assistant: "off",
      assistant_shows: ["name", "kind", "stage", "owner", "tags", "followups"],
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
    segments: [],
    visit_kinds: VISIT_KINDS.map(([code, zh, en], at) => ({
      id: at + 1,
      code,
      name: language === "en" ? en : zh,
    })),
  };
}
