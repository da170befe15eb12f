import type {
  Column,
  Commands,
  ImportCounts,
  ImportOptions,
  ImportReport,
  JobInfo,
  Preview,
  PreviewCell,
  PreviewRow,
  Target,
} from "../commands";
import type { FakeBook } from "./book";

type Answers = {
  [C in keyof Commands]?: (
    args: Commands[C]["args"],
  ) => Commands[C]["result"] | Promise<Commands[C]["result"]>;
};

const NAMES = [
  "宏达建材有限公司",
  "李秀英",
  "顺丰农资合作社",
  "马晓东",
  "青禾果业",
  "欧阳建国",
  "张记粮油",
  "单志强",
];
const TAGS = ["批发", "零售、转介绍", "农资", "展会", "", "林业"];
const NOTES = ["月结，先发货", "下午在家", "", "要带样品", "=cmd|' /C calc'!A0", "两个电话都打得通"];
const two = (n: number) => String(n).padStart(2, "0");

const HEADINGS: Array<[string, Target]> = [
  ["序号", { to: "skip" }],
  ["客户名称", { to: "name" }],
  ["联系人", { to: "contact" }],
  ["手机", { to: "phone" }],
  ["最近拜访日期", { to: "last_visit" }],
  ["标签", { to: "tags" }],
  ["意向金额", { to: "new_field", label: "意向金额", field_type: "money" }],
  ["备注", { to: "note" }],
];

/** A table like those that people bring: mostly fine, with a few rows that are not. */
function cellsOf(at: number): string[] {
  const row = at + 2;
  if (at % 110 === 40) return HEADINGS.map(() => "");
  if (row === 2008) return ["合计", "", "", "", "", "", "320000", ""];
  return [
    String(at + 1),
    at % 400 === 120 ? "" : `${NAMES[at % 8]}${at < 8 ? "" : `（${at}）`}`,
    at % 3 === 0 && at % 400 !== 120 ? "王芳" : "",
    row === 812 || row === 6
      ? "138-0013"
      : row % 7 === 0
        ? `139002144${two(at % 90)}/137781022${two(at % 70)}`
        : `1381200${two(at % 90)}31`,
    row % 90 === 9 ? "待定" : `2024/${(at % 9) + 1}/${(at % 27) + 1}`,
    TAGS[at % 6] ?? "",
    at % 4 === 0 ? "1.2万" : "24000",
    NOTES[at % 6] ?? "",
  ];
}

const ROWS = 2_007;

/** The sheet of visits of a workbook; the last is of somebody whom nobody knows. */
const VISITS = [
  ["宏达建材有限公司", "2025-03-05 13:30", "电话", "催款"],
  ["李秀英", "2025-03-06 09:00", "上门", "送样品"],
  ["查无此人", "2025-03-07 10:00", "微信", "对账"],
];
const VISIT_HEADINGS: Array<[string, Target]> = [
  ["客户名称", { to: "name" }],
  ["拜访时间", { to: "last_visit" }],
  ["方式", { to: "visit_kind" }],
  ["内容", { to: "visit_text" }],
];

function visitsOf(options: ImportOptions): { columns: Column[]; rows: PreviewRow[]; counts: ImportCounts } {
  const columns =
    options.visits?.columns ??
    VISIT_HEADINGS.map(
      ([heading, target], index): Column => ({
        index,
        heading,
        hidden: false,
        target,
        offered: target,
        guessed_type: "text",
        samples: [VISITS[0]?.[index] ?? ""],
        unit: "one",
        date_order: "year_first",
        decimal_mark: "point",
        of_contact: false,
        running_number: false,
      }),
    );
  const rows = VISITS.map(
    (texts, at): PreviewRow => ({
      row: at + 2,
      outcome: at === 2 ? "refused" : "visit",
      reason: at === 2 ? "nobody_fits" : null,
      customer_id: null,
      new_files: 0,
      kind: null,
      cells: columns.map((column) => {
        const text = texts[column.index] ?? "";
        return { text, shown: [text], problem: null, was: null };
      }),
    }),
  );
  const none = { changed: 0, same: 0, skipped: 0, problems: 0, problem_rows: 0 };
  const counts = {
    rows: 3,
    taken: 2,
    refused: 1,
    visits: 2,
    contacts: 0,
    phones: 0,
    new_tags: 0,
    new_fields: 0,
  };
  return { columns, rows, counts: { ...none, ...counts } };
}

function rowOf(at: number, columns: Column[], fixes: Map<string, string>): PreviewRow {
  const row = at + 2;
  const texts = cellsOf(at).map((text, column) => fixes.get(`${row}:${column}`) ?? text);
  const blank = texts.every((text) => text === "");
  const nameless = columns.every(
    (column) => (column.target.to !== "name" && column.target.to !== "contact") || !texts[column.index],
  );
  const outcome = blank || texts[0] === "合计" ? "skipped" : nameless ? "refused" : "customer";
  const cells = columns.map((column): PreviewCell => {
    const text = texts[column.index] ?? "";
    if (outcome !== "customer" || !text) return { text, shown: [], problem: null, was: null };
    switch (column.target.to) {
      case "skip":
        return { text, shown: [], problem: null, was: null };
      case "phone": {
        const numbers = text.split("/").map((one) => one.replace(/\D/g, ""));
        const bad = numbers.some((digits) => digits.length !== 11);
        return {
          text,
          shown: bad ? [] : numbers.map((digits) => `+86${digits}`),
          problem: bad ? "too_short" : null,
          was: null,
        };
      }
      case "last_visit": {
        const day = /^(\d{4})\/(\d+)\/(\d+)$/.exec(text);
        return {
          text,
          shown: day ? [`${day[1]}-${two(Number(day[2]))}-${two(Number(day[3]))}`] : [],
          problem: day ? null : "not_a_date",
          was: null,
        };
      }
      case "tags":
        return { text, shown: text.split("、"), problem: null, was: null };
      case "new_field":
        return { text, shown: [text === "1.2万" ? "12000.00" : text], problem: null, was: null };
      default:
        return { text, shown: [text], problem: null, was: null };
    }
  });
  return {
    row,
    outcome,
    reason: outcome === "customer" ? null : outcome === "refused" ? "no_name" : blank ? "empty" : "total",
    customer_id: null,
    new_files: 0,
    kind: outcome === "customer" ? "person" : null,
    cells,
  };
}

/** The first rows of a list that comes again are of customers who are there. */
function known(row: PreviewRow, { path, existing = "add" }: ImportOptions): PreviewRow {
  if (!path.includes("again") || existing === "add" || row.row > 4 || row.outcome !== "customer") return row;
  if (existing === "leave") return { ...row, outcome: "same", customer_id: row.row };
  const cells = row.cells.map((cell, at) => (at === 1 ? { ...cell, was: "旧名字" } : cell));
  return { ...row, outcome: "changed", customer_id: row.row, cells };
}

/** An import of a made-up file. `step` is how long each step of the job takes, in milliseconds. */
export function importAnswers(book: FakeBook, step = 120): Answers {
  const jobs = new Map<number, JobInfo & { cancelled?: boolean }>();
  const reports = new Map<number, { at: number; report: ImportReport }>();
  let next = 1;

  const columnsOf = (options: ImportOptions): Column[] =>
    options.columns ??
    HEADINGS.map(([heading, target], index) => ({
      index,
      heading,
      hidden: false,
      target,
      offered: target,
      guessed_type: target.to === "new_field" ? target.field_type : "text",
      samples: [cellsOf(0)[index] ?? "", cellsOf(1)[index] ?? ""].filter((text) => text !== ""),
      unit: "one",
      date_order: "year_first",
      decimal_mark: "point",
      of_contact: false,
      running_number: index === 0,
    }));
  const look = (options: ImportOptions): { columns: Column[]; rows: PreviewRow[]; counts: ImportCounts } => {
    const columns = columnsOf(options);
    const fixes = new Map((options.corrections ?? []).map((one) => [`${one.row}:${one.column}`, one.text]));
    const rows = Array.from({ length: ROWS }, (_, at) => known(rowOf(at, columns, fixes), options));
    const taken = rows.filter((row) => row.outcome === "customer");
    const went = (to: Target["to"]) =>
      columns.filter((column) => column.target.to === to).map((column) => column.index);
    const filled = (places: number[]) =>
      taken.reduce(
        (sum, row) => sum + places.filter((at) => (row.cells[at]?.shown.length ?? 0) > 0).length,
        0,
      );
    return {
      columns,
      rows,
      counts: {
        rows: ROWS,
        taken: taken.length,
        changed: rows.filter((row) => row.outcome === "changed").length,
        same: rows.filter((row) => row.outcome === "same").length,
        refused: rows.filter((row) => row.outcome === "refused").length,
        skipped: rows.filter((row) => row.outcome === "skipped").length,
        problems: taken.reduce((sum, row) => sum + row.cells.filter((cell) => cell.problem).length, 0),
        problem_rows: taken.filter((row) => row.cells.some((cell) => cell.problem)).length,
        visits: filled(went("last_visit")),
        contacts: filled(went("contact")),
        phones: filled(went("phone")),
        new_tags: went("tags").length > 0 ? 2 : 0,
        new_fields: went("new_field").length,
      },
    };
  };
  const finish = (options: ImportOptions): ImportReport => {
    const { columns, rows, counts } = look(options);
    const id = next++;
    book.change("customers.import", { count: counts.taken, file: options.path }, () => {});
    const report: ImportReport = {
      rows: counts.rows,
      taken: counts.taken,
      changed: counts.changed,
      same: counts.same,
      refused: counts.refused,
      skipped: counts.skipped,
      problems: rows.flatMap((row): ImportReport["problems"] =>
        row.outcome === "customer"
          ? row.cells.flatMap((cell, at) =>
              cell.problem
                ? [
                    {
                      row: row.row,
                      column: columns[at]?.heading ?? "",
                      value: cell.text,
                      reason: cell.problem,
                    },
                  ]
                : [],
            )
          : [
              {
                row: row.row,
                column: null,
                value: row.cells
                  .map((cell) => cell.text)
                  .join(" ")
                  .trim(),
                reason: row.reason ?? "",
              },
            ],
      ),
      ...(options.visits && {
        visits: {
          sheet: options.visits.sheet,
          rows: VISITS.length,
          taken: VISITS.length - 1,
          same: 0,
          refused: 1,
          skipped: 0,
          problems: [{ row: 4, column: null, value: "查无此人", reason: "nobody_fits" }],
        },
      }),
      change: null,
      import_id: id,
    };
    reports.set(id, { at: Date.now(), report });
    return report;
  };

  return {
    shell_choose_file: () => "/home/lin/客户名单.csv",
    shell_save_file: () => "/home/lin/导入清单.csv",
    imports_save_report: () => null,
    import_preview: ({ filter = "all", at = 0, limit = 100, of_visits, ...options }): Preview => {
      if (options.path.includes("missing"))
        throw { code: "file_missing", args: { file: options.path }, where: {} };
      const { columns, rows, counts } = of_visits ? visitsOf(options) : look(options);
      const is_workbook = options.path.endsWith(".xlsx");
      const fits = rows.filter(
        (row) =>
          filter === "all" ||
          (filter === "problems" && row.cells.some((cell) => cell.problem)) ||
          (filter === "customers" && row.outcome === "customer") ||
          filter === row.outcome,
      );
      return {
        file_name: options.path.split("/").at(-1) ?? "",
        stamp: "2026-1",
        format: "delimited",
        encoding: options.encoding ?? "GBK",
        delimiter: options.delimiter ?? ",",
        sheets: is_workbook
          ? [
              { name: "客户", hidden: false, rows: ROWS, visits: false },
              { name: "拜访记录", hidden: false, rows: VISITS.length + 1, visits: true },
            ]
          : [],
        sheet: is_workbook ? (of_visits ? "拜访记录" : "客户") : null,
        header_row: options.header_row === 0 ? null : (options.header_row ?? 1),
        columns,
        counts,
        visits: options.visits ? visitsOf(options).counts : null,
        total: fits.length,
        rows: fits.slice(at, at + limit),
      };
    },
    import_start: (options) => {
      const id = next++;
      const info: JobInfo & { cancelled?: boolean } = {
        id,
        name: "import",
        state: "running",
        done: 0,
        total: ROWS,
        result: null,
        error: null,
      };
      jobs.set(id, info);
      const go = () => {
        info.done = Math.min(ROWS, info.done + 400);
        if (info.cancelled) info.state = "cancelled";
        else if (info.done === ROWS) {
          info.state = "done";
          info.result = finish(options);
        } else setTimeout(go, step);
        book.emit("job", { ...info });
      };
      setTimeout(go, step);
      return { job: id };
    },
    jobs_show: ({ id }) => {
      const info = jobs.get(id);
      if (!info) throw { code: "not_found", args: { record: "job", id }, where: {} };
      return { ...info };
    },
    jobs_cancel: ({ id }) => {
      const info = jobs.get(id);
      if (info) info.cancelled = true;
      return null;
    },
    imports_list: () =>
      [...reports].reverse().map(([id, { at, report }]) => ({
        id,
        file_name: "客户名单.csv",
        sheet: "",
        at,
        taken: report.taken,
        refused: report.refused,
        skipped: report.skipped,
        problems: report.problems.length,
        visits: report.visits?.taken ?? 0,
      })),
    imports_show: ({ id }) => {
      const kept = reports.get(id);
      if (!kept) throw { code: "not_found", args: { record: "import", id }, where: {} };
      return kept.report;
    },
  };
}
