import { Menu } from "@mantine/core";
import { memo, useRef, useState } from "react";
import { chipClass, Dot } from "../../design";
import { PlusIcon } from "../../design/icons";
import type { Rule } from "../../ipc";
import { t } from "../../messages";
import { AskChip } from "./AskChip";
import type { Ask } from "./asks";
import {
  ConditionItems,
  ConditionItemsOfField,
  ConditionItemsOfVisitField,
  sectionOf,
} from "./ConditionItems";
import { idsIn, plainOf, turnedRound } from "./conditions";
import { FilterChip, NotItem } from "./FilterChip";
import { FilterMenu } from "./FilterMenu";
import { alone } from "./MenuOffers";
import { useDescribed, useStages, useTags } from "./queries";
import { addRule, replaceRule, useView } from "./view";

/** What was asked to be typed, and the condition in whose place it comes. */
interface Asked {
  ask: Ask;
  instead: Rule | null;
}

/** Can it be turned round by a click? What has its opposite in its own menu needs none. */
function turns(rule: Rule): boolean {
  const { plain } = plainOf(rule);
  if ("field" in plain) return !("holds" in plain.field);
  if ("visit_field" in plain) return !("holds" in plain.visit_field);
  return !["has", "lacks", "tag", "all_tags", "kind"].some((key) => key in plain) && !("text" in plain);
}

/** What the list is narrowed to, as chips to change and to take off, and a menu of more. */
export const FilterChips = memo(function FilterChips() {
  const rules = useView((view) => view.filters.rules);
  const [asked, setAsked] = useState<Asked | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const described = useDescribed(rules);
  const stages = useStages().data ?? [];
  const tags = useTags().data?.tags ?? [];
  // Where a chip was, the focus would be nowhere: it goes to the button beside it.
  const remove = (rule: Rule) => {
    replaceRule(rule, null);
    more.current?.focus();
  };
  const dotOf = (rule: Rule): string | undefined => {
    const [stage, ...stagesMore] = idsIn(rule, "stage");
    const [tag, ...tagsMore] = idsIn(rule, "tag");
    if (stagesMore.length + tagsMore.length > 0) return undefined;
    return stages.find(({ id }) => id === stage)?.color ?? tags.find(({ id }) => id === tag)?.color;
  };
  return (
    <>
      {rules.map((rule, nth) => {
        const text = alone(described(rule));
        const color = dotOf(rule);
        const shown =
          color === undefined ? undefined : (
            <>
              <Dot color={color} /> {text}
            </>
          );
        const section = sectionOf(rule);
        const menued = {
          held: rule,
          put: (next: Rule | null) => replaceRule(rule, next),
          ask: (ask: Ask) => setAsked({ ask, instead: rule }),
          stays: true,
        };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is changed in its place; nothing else tells one from another
          <FilterChip key={nth} text={text} shown={shown} onRemove={() => remove(rule)}>
            {section !== null && (
              <>
                {turns(rule) && (
                  <>
                    <NotItem not={plainOf(rule).not} onChange={() => replaceRule(rule, turnedRound(rule))} />
                    <Menu.Divider />
                  </>
                )}
                {typeof section === "string" ? (
                  <ConditionItems section={section} {...menued} />
                ) : "field" in section ? (
                  <ConditionItemsOfField id={section.field} {...menued} />
                ) : (
                  <ConditionItemsOfVisitField id={section.visitField} {...menued} />
                )}
              </>
            )}
          </FilterChip>
        );
      })}
      {asked && (
        <AskChip
          key={asked.ask.label}
          ask={asked.ask}
          onTake={(rule) => (asked.instead ? replaceRule(asked.instead, rule) : addRule(rule))}
          onDone={() => setAsked(null)}
        />
      )}
      <FilterMenu
        onAsk={(ask) => setAsked({ ask, instead: null })}
        target={
          <button ref={more} type="button" className={chipClass} data-tone="dash">
            <PlusIcon size={12} />
            {t("filter-add")}
          </button>
        }
      />
    </>
  );
});
