import type { Rule, Selection } from "../../ipc";
import { ruleOfField } from "./fieldRules";
import type { Chosen, Filters, FollowupSpan, VisitSpan } from "./view";

/** Spans are counted from today, so that a list left open over midnight stays true. */
const VISITS: Record<VisitSpan, Rule> = {
  week: { last_visit: { from: { today: -6 }, to: { today: 0 } } },
  month: { last_visit: { from: { today: -29 }, to: { today: 0 } } },
  "over-30": { last_visit: { to: { today: -31 } } },
  "over-90": { last_visit: { to: { today: -91 } } },
  never: { last_visit: null },
};

const FOLLOWUPS: Record<FollowupSpan, Rule> = {
  late: { next_followup: { to: { today: -1 } } },
  today: { next_followup: { to: { today: 0 } } },
  week: { next_followup: { to: { today: 7 } } },
  none: { next_followup: null },
};

/** The rule that the filters mean. */
export function ruleOf(filters: Filters): Rule {
  const all: Rule[] = [];
  const text = filters.text.trim();
  if (text) all.push({ text });
  if (filters.kind) all.push({ kind: filters.kind });
  const put = (rule: Rule, not: boolean) => all.push(not ? { not: rule } : rule);
  if (filters.stages.length > 0) put({ stage: filters.stages }, filters.stagesNot);
  // Who has all of them meets each as a condition of its own.
  if (filters.tagMode === "all") for (const tag of filters.tags) all.push({ tag: [tag] });
  else if (filters.tags.length > 0) put({ tag: filters.tags }, filters.tagMode === "none");
  if (filters.owners.length > 0) put({ owner: filters.owners }, filters.ownersNot);
  if (filters.lastVisit) all.push(VISITS[filters.lastVisit]);
  if (filters.nextFollowup) all.push(FOLLOWUPS[filters.nextFollowup]);
  for (const field of filters.fields) all.push(ruleOfField(field));
  return { all };
}

/** What a choice of rows means to the core. */
export function selectionOf(chosen: Chosen, rule: Rule): Selection {
  return chosen.mode === "ids"
    ? { ids: [...chosen.ids] }
    : { matching: { rule, except: [...chosen.except] } };
}
