import type { CustomerRow, Owner, Stage, Tag } from "../commands";
import { addDays } from "./days";

/** What a stand-in book holds at the beginning; the same at every start. */
export interface FakeData {
  customers: CustomerRow[];
  tags: Tag[];
  stages: Stage[];
  owners: Owner[];
}

const FIRST = [
  "王记五金",
  "李秀英",
  "宏达建材",
  "陈静",
  "Green Acres Farm",
  "欧阳建国",
  "曾丽华",
  "顺丰农资合作社",
  "单志强",
  "解小芳",
  "北岭林场",
  "仇海峰",
  "金穗种业",
  "区志明",
  "大桥装饰",
  "Nora Lindqvist",
  "马晓东",
  "青禾果业",
];
const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN = [
  "秀英",
  "建国",
  "丽华",
  "志强",
  "小芳",
  "海峰",
  "志明",
  "晓东",
  "静",
  "伟",
  "敏",
  "桂兰",
  "文博",
  "子涵",
  "思远",
  "玉珍",
  "国庆",
  "春梅",
  "浩然",
  "雪",
];
const PLACES = ["东街", "青石", "北岭", "金桥", "南坪", "河口", "新城", "长岗"];
const TRADES = ["五金", "建材", "农资合作社", "种业", "果业", "装饰", "林场", "粮油店", "文具店", "水产"];
const ENGLISH = [
  "Ada Lovelace",
  "Hill & Sons Ltd",
  "Marta Nowak",
  "Oak Street Hardware",
  "Tom Becker",
  "Lakeside Nursery",
];

/** Numbers that look like chance and are the same each time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function nameOf(index: number, next: () => number): { name: string; company: boolean } {
  const given = FIRST[index];
  if (given) return { name: given, company: /五金|建材|合作社|林场|种业|装饰|果业|Farm/.test(given) };
  const pick = <T>(list: ArrayLike<T>) => list[Math.floor(next() * list.length)] as T;
  const dice = next();
  if (dice < 0.08) {
    const name = pick(ENGLISH);
    return { name, company: /Ltd|Hardware|Nursery/.test(name) };
  }
  if (dice < 0.35) return { name: `${pick(PLACES)}${pick(SURNAMES)}记${pick(TRADES)}`, company: true };
  return { name: `${pick(SURNAMES)}${pick(GIVEN)}`, company: false };
}

/** Makes the data of a book with so many customers, as seen on the day `today`. */
export function makeData(count: number, today: string, english: boolean): FakeData {
  const next = chance(7);
  const words = (zh: string, en: string) => (english ? en : zh).split(" ");
  const stages = words("新 活跃 报价 沉睡 流失", "New Active Quoted Dormant Lost").map((name, i) => ({
    id: i + 1,
    uid: `s${i}`,
    cadence_days: null,
    name,
    color: ["blue", "green", "orange", "gray", "red"][i] ?? "",
    customers: 0,
  }));
  const tags = words(
    "VIP 批发 零售 农资 林业 出口 展会",
    "VIP Wholesale Retail Farming Forestry Export Fair",
  ).map((name, i) => ({
    id: i + 1,
    uid: `t${i}`,
    cadence_days: null,
    name,
    color: ["red", "green", "blue", "yellow", "lime", "violet", "gray"][i] ?? "",
    group_id: null,
    customers: 0,
  }));
  const owners = [
    { id: 1, uid: "o1", name: english ? "Me" : "我", color: "", is_me: true, customers: 0 },
    { id: 2, uid: "o2", name: english ? "Lin Yue" : "林悦", color: "", is_me: false, customers: 0 },
  ];
  const customers: CustomerRow[] = [];
  for (let index = 0; index < count; index++) {
    const { name, company } = nameOf(index, next);
    const stage = stages[next() < 0.55 ? 1 : Math.floor(next() * 5)];
    const mine = tags.filter((_, nth) => next() < (nth === 2 ? 0.45 : 0.12)).slice(0, 3);
    const visited = next() < 0.85 ? Math.floor(next() ** 2 * 180) : null;
    const due = next() < 0.7 ? Math.floor(next() * 24) - 5 : null;
    const owner = owners[next() < 0.9 ? 0 : 1];
    customers.push({
      id: index + 1,
      uid: `c${index + 1}`,
      kind: company ? "company" : "person",
      name,
      phones:
        next() < 0.92
          ? [`+861${3 + Math.floor(next() * 6)}${String(Math.floor(next() * 1e9)).padStart(9, "0")}`]
          : [],
      contact: company
        ? `${SURNAMES[Math.floor(next() * SURNAMES.length)]}${GIVEN[Math.floor(next() * GIVEN.length)]}`
        : null,
      tags: mine.map((tag) => tag.name),
      stage: stage?.name ?? null,
      stage_id: stage?.id ?? null,
      owner: owner?.name ?? null,
      last_visit_on: visited === null ? null : addDays(today, -visited),
      next_followup_on: due === null ? null : addDays(today, due),
      created_at: Date.UTC(2024, 2, 1) + index * 3_600_000,
    });
  }
  return { customers, tags, stages, owners };
}
