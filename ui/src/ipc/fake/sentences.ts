import type { Rule } from "../commands";
import type { State } from "./state";

/** What a condition says; the core has words for all of them, the stand-in for a few, and shows the others as they are. */
export function describe(rule: Rule, data: State): string {
  const names = (all: Array<{ id: number; name: string }>, ids: number[], and = "或") =>
    ids.map((id) => all.find((one) => one.id === id)?.name ?? "（已删除）").join(` ${and} `);
  const fieldName = (id: number) => data.fields.find((one) => one.id === id)?.label ?? "（已删除）";
  if ("not" in rule) return `不是：${describe(rule.not, data)}`;
  if ("stage" in rule) return `阶段是 ${names(data.stages, rule.stage)}`;
  if ("tag" in rule) return `有标签 ${names(data.tags, rule.tag)}`;
  if ("all_tags" in rule) return `同时有标签 ${names(data.tags, rule.all_tags, "且")}`;
  if ("owner" in rule) return `归属 ${names(data.owners, rule.owner)}`;
  if ("no_visit_for" in rule) return `${rule.no_visit_for} 天没有拜访`;
  if ("field" in rule) {
    const { field } = rule;
    const label = fieldName(field.id);
    if ("holds" in field) return `${label}${field.holds ? "填了" : "没有填"}`;
    if ("options" in field) {
      const options = data.fields.find(({ id }) => id === field.id)?.options ?? [];
      const named = options.map((option) => ({ id: option.id, name: option.label }));
      return `${label}是 ${names(named, field.options)}`;
    }
    if ("is" in field && field.is) return `${label}是 ${Object.values(field.is).join("")}`;
  }
  return JSON.stringify(rule);
}
