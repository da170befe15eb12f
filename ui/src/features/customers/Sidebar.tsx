import { memo, type ReactNode } from "react";
import { Dot } from "../../design";
import { formatCount, t } from "../../messages";
import { idsIn, plainOf } from "./conditions";
import { useCustomerCount, useStages, useTags } from "./queries";
import { Segments } from "./Segments";
import classes from "./Sidebar.module.css";
import { isNarrowed, showRules, useView } from "./view";

/** What a click shows: those of a stage, of a tag, or everybody. Drawn anew only when something of it changed. */
const Entry = memo(function Entry({
  on,
  color,
  name,
  count,
  stage,
  tag,
}: {
  on: boolean;
  color?: string | null;
  name: string;
  count?: number;
  stage?: number;
  tag?: number;
}) {
  const show = () => {
    if (stage !== undefined) showRules({ stage: [stage] });
    else if (tag !== undefined) showRules({ tag: [tag] });
    else showRules();
  };
  return (
    <li>
      <button type="button" className={classes.entry} aria-pressed={on} onClick={show}>
        {color !== undefined && <Dot color={color} />}
        <span className={classes.name}>{name}</span>
        {count !== undefined && <span className={classes.count}>{formatCount(count)}</span>}
      </button>
    </li>
  );
});

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

/** What to look at: all customers, a stage, a tag; with live counts. */
export const Sidebar = memo(function Sidebar() {
  const rules = useView((view) => view.filters.rules);
  const segment = useView((view) => view.segment);
  const narrowed = useView((view) => isNarrowed(view.filters));
  const count = useCustomerCount();
  const stages = useStages();
  const tags = useTags();
  const asked = segment === null ? rules.filter((rule) => !plainOf(rule).not) : [];
  const isOnly = (kind: "stage" | "tag", id: number) =>
    asked.some((rule) => idsIn(rule, kind).length === 1 && idsIn(rule, kind)[0] === id);
  const groups = [
    { id: null as number | null, name: t("side-tags") },
    ...(tags.data?.groups.map(({ id, name }) => ({ id: id as number | null, name })) ?? []),
  ];
  return (
    <nav className={classes.side} aria-label={t("side-label")}>
      <ul>
        <Entry on={segment === null && !narrowed} name={t("customers-all")} count={count.data} />
      </ul>
      <Segments />
      {stages.data && stages.data.length > 0 && (
        <Group title={t("side-stages")}>
          {stages.data.map((stage) => (
            <Entry
              key={stage.id}
              on={isOnly("stage", stage.id)}
              color={stage.color}
              name={stage.name}
              count={stage.customers}
              stage={stage.id}
            />
          ))}
        </Group>
      )}
      {groups.map((group) => {
        const members = tags.data?.tags.filter((tag) => tag.group_id === group.id) ?? [];
        if (members.length === 0) return null;
        return (
          <Group key={group.id ?? 0} title={group.name}>
            {members.map((tag) => (
              <Entry
                key={tag.id}
                on={asked.some((rule) => idsIn(rule, "tag").includes(tag.id))}
                color={tag.color}
                name={tag.name}
                count={tag.customers}
                tag={tag.id}
              />
            ))}
          </Group>
        );
      })}
    </nav>
  );
});
