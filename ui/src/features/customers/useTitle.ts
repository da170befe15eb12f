import { t } from "../../messages";
import { idsIn, plainOf } from "./conditions";
import { useStages, useTags } from "./queries";
import { type Filters, isNarrowed } from "./view";

/** The name of what is shown: the one stage or tag, else all customers. */
export function useTitle(filters: Filters): string {
  const stages = useStages();
  const tags = useTags();
  const [rule] = filters.rules;
  if (rule && filters.rules.length === 1 && !plainOf(rule).not) {
    const [stage, tag] = [idsIn(rule, "stage"), idsIn(rule, "tag")];
    const found =
      stages.data?.find(({ id }) => stage.length === 1 && id === stage[0]) ??
      tags.data?.tags.find(({ id }) => tag.length === 1 && id === tag[0]);
    if (found) return found.name;
  }
  return t(isNarrowed(filters) ? "customers-title" : "customers-all");
}
