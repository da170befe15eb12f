import { Menu } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { Dot } from "../../design";
import { CheckIcon } from "../../design/icons";
import { call, type Group, type GroupKey, type Rule } from "../../ipc";
import { formatCount, t } from "../../messages";
import classes from "./CustomersPage.module.css";
import { isSame, ruleOf, subjectOf } from "./conditions";
import { useFields, useOwners } from "./queries";
import { addRule, replaceRule, setCoverage, setGroupBy, useView } from "./view";

const KEYS = ["stage", "owner", "kind", "tag"] as const;
const TITLES = {
  stage: () => t("column-stage"),
  owner: () => t("column-owner"),
  kind: () => t("column-kind"),
  tag: () => t("column-tags"),
};

/** What conditions that a group makes are about. */
function subjectBy(by: GroupKey): string {
  return typeof by === "object" ? `field ${by.field}` : by;
}

/** What the list is grouped by: nothing, or one of a few. */
export const GroupMenu = memo(function GroupMenu() {
  const groupBy = useView((view) => view.groupBy);
  const coverage = useView((view) => view.coverage);
  const fields = (useFields().data ?? []).filter(
    ({ type, in_lists }) => in_lists && ["choice", "multi_choice", "yes_no"].includes(type),
  );
  const owners = useOwners().data ?? [];
  const offers: Array<{ by: GroupKey; title: string }> = [
    ...KEYS.filter((key) => key !== "owner" || owners.length > 1).map((by) => ({ by, title: TITLES[by]() })),
    ...fields.map(({ id, label }) => ({ by: { field: id }, title: label })),
  ];
  const now = groupBy && offers.find(({ by }) => subjectBy(by) === subjectBy(groupBy));
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <button type="button" className={classes.sort}>
          {now ? t("list-grouped-by", { column: now.title }) : t("list-group")}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="24rem" style={{ overflowY: "auto" }}>
        {offers.map(({ by, title }) => (
          <Menu.Item
            key={subjectBy(by)}
            rightSection={now?.by === by ? <CheckIcon size={13} /> : undefined}
            onClick={() => setGroupBy(by)}
          >
            {title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.CheckboxItem disabled={!groupBy} checked={coverage} onChange={setCoverage}>
          {t("list-group-coverage")}
        </Menu.CheckboxItem>
        <Menu.Item disabled={!groupBy} onClick={() => setGroupBy(null)}>
          {t("list-group-none")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});

/** The groups of the list with their counts; a click narrows the list to one, a second one takes that back. */
export const GroupStrip = memo(function GroupStrip({ by }: { by: GroupKey }) {
  const filters = useView((view) => view.filters);
  const about = (rule: Rule) => subjectOf(rule) === subjectBy(by);
  // The group that was chosen stays among the others, so that one can go from one to the next.
  const where = ruleOf({ ...filters, rules: filters.rules.filter((rule) => !about(rule)) });
  const coverage = useView((view) => view.coverage);
  const { data: groups } = useQuery({
    queryKey: ["customers", "groups", where, by, coverage],
    queryFn: () => groupsOf(where, by, coverage),
    placeholderData: keepPreviousData,
  });
  if (groups?.length === 0) return null;
  // Its place is kept while it is read, so that no row moves away under the pointer.
  if (!groups) {
    return (
      <div className={classes.groups}>
        <span className={classes.groupOf}>&nbsp;</span>
      </div>
    );
  }
  return (
    <fieldset className={classes.groups} aria-label={t("list-groups")}>
      {groups.map(({ group, seen }) => {
        const chosen = filters.rules.find((rule) => isSame(rule, group.rule));
        return (
          <button
            key={JSON.stringify(group.rule)}
            type="button"
            className={classes.groupOf}
            aria-pressed={chosen !== undefined}
            onClick={() => (chosen ? replaceRule(chosen, null) : addRule(group.rule))}
          >
            {group.color && <Dot color={group.color} />}
            {nameOf(group)} <span title={seenText(group, seen)}>{countText(group, seen)}</span>
          </button>
        );
      })}
    </fieldset>
  );
});

/** A group, and how many of it were seen this month where that is asked for. */
interface Shown {
  group: Group;
  seen: number | null;
}

async function groupsOf(where: Rule, by: GroupKey, coverage: boolean): Promise<Shown[]> {
  if (coverage) return (await call("coverage_show", { where, by })).groups;
  return (await call("customers_groups", { where, by })).map((group) => ({ group, seen: null }));
}

const countText = ({ customers }: Group, seen: number | null) =>
  seen === null ? formatCount(customers) : `${formatCount(seen)}/${formatCount(customers)}`;

function seenText(group: Group, seen: number | null): string | undefined {
  if (seen === null) return undefined;
  return t("list-group-seen", {
    name: nameOf(group),
    seen: formatCount(seen),
    count: formatCount(group.customers),
  });
}

function nameOf({ label, code }: Group): string {
  if (label !== null) return label;
  if (code === "person" || code === "company") return t(`kind-${code}`);
  if (code === "yes" || code === "no") return t(`card-${code}`);
  return t("list-group-without");
}
