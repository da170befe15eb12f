import { Menu } from "@mantine/core";
import { Fragment, type ReactElement } from "react";
import type { Field } from "../../ipc";
import { t } from "../../messages";
import type { Ask } from "./asks";
import { ConditionItems, SECTIONS, type Section } from "./ConditionItems";
import { subjectOf } from "./conditions";
import { FieldItems } from "./FieldItems";
import { Sub } from "./FilterChip";
import { useFields, useOwners, useStages, useTags } from "./queries";
import { addRule, replaceRule, useView } from "./view";

const TITLES: Record<Section, () => string> = {
  stage: () => t("column-stage"),
  tag: () => t("column-tags"),
  owner: () => t("column-owner"),
  kind: () => t("column-kind"),
  name: () => t("column-name"),
  last_visit: () => t("column-last-visit"),
  cadence: () => t("filter-cadence"),
  visits: () => t("filter-visits"),
  followup: () => t("column-next-followup"),
  appointment: () => t("filter-appointment"),
  near: () => t("filter-near"),
  points: () => t("filter-points"),
  created: () => t("column-created"),
  changed: () => t("list-sort-updated"),
  birthday: () => t("list-sort-birthday"),
};

/** Where a new group of sections begins. */
const BEGINS: Section[] = ["last_visit", "points"];

/** The menu of conditions, in short groups; the fields that lists do not offer wait under "more". */
export function FilterMenu({ onAsk, target }: { onAsk: (ask: Ask) => void; target: ReactElement }) {
  const rules = useView((view) => view.filters.rules);
  const fields = useFields().data ?? [];
  const has: Partial<Record<Section, boolean>> = {
    stage: (useStages().data ?? []).length > 0,
    tag: (useTags().data?.tags ?? []).length > 0,
    owner: (useOwners().data ?? []).length > 1,
  };
  const menued = (subject: string) => {
    // A new one goes on from the one about the same: another stage is one more of them.
    const held = rules.find((rule) => subjectOf(rule) === subject) ?? null;
    return {
      held,
      put: (rule: Parameters<typeof addRule>[0] | null) => {
        if (rule) addRule(rule);
        else if (held) replaceRule(held, null);
      },
      ask: onAsk,
      stays: false,
    };
  };
  const items = (some: Field[]) =>
    some.map((field) => (
      <Sub key={field.id} title={field.label}>
        <FieldItems field={field} {...menued(`field ${field.id}`)} />
      </Sub>
    ));
  const more = fields.filter((field) => !field.in_lists);
  return (
    <Menu position="bottom-start" width={190}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown mah="34rem" style={{ overflowY: "auto" }}>
        {SECTIONS.filter((section) => has[section] !== false).map((section) => (
          <Fragment key={section}>
            {BEGINS.includes(section) && <Menu.Divider />}
            <Sub title={TITLES[section]()}>
              <ConditionItems section={section} {...menued(section)} />
            </Sub>
          </Fragment>
        ))}
        {fields.length > 0 && <Menu.Divider />}
        {items(fields.filter((field) => field.in_lists))}
        {more.length > 0 && <Sub title={t("list-more-fields")}>{items(more)}</Sub>}
      </Menu.Dropdown>
    </Menu>
  );
}
