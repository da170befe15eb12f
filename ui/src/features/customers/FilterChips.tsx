import { Menu } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Chip, chipClass, Dot } from "../../design";
import { PlusIcon } from "../../design/icons";
import type { Field } from "../../ipc";
import { t } from "../../messages";
import { FieldChips, FieldItems, TypedValue } from "./FieldFilters";
import { useOwners, useStages, useTags } from "./queries";
import { type Filters, type FollowupSpan, setFilters, useView, type VisitSpan } from "./view";

const VISIT_SPANS: VisitSpan[] = ["week", "month", "over-30", "over-90", "never"];
const FOLLOWUP_SPANS: FollowupSpan[] = ["late", "today", "week", "none"];

const visitText = (span: VisitSpan) => t(`filter-visit-${span}`);
const followupText = (span: FollowupSpan) => t(`filter-followup-${span}`);

function without(list: number[], id: number): number[] {
  return list.filter((one) => one !== id);
}

/** What the list is narrowed to, as chips to take off, and a menu of more. */
export function FilterChips() {
  const { filters } = useView();
  const [asked, setAsked] = useState<Field | null>(null);
  const stages = useStages().data ?? [];
  const tags = useTags().data?.tags ?? [];
  const owners = useOwners().data ?? [];
  const chips: Array<{ key: string; text: ReactNode; name: string; off: Partial<Filters> }> = [];
  const add = (key: string, name: string, off: Partial<Filters>, color?: string) =>
    chips.push({
      key,
      name,
      off,
      text:
        color === undefined ? (
          name
        ) : (
          <>
            <Dot color={color} /> {name}
          </>
        ),
    });
  if (filters.kind)
    add("kind", t(filters.kind === "company" ? "kind-company" : "kind-person"), { kind: null });
  for (const stage of stages.filter(({ id }) => filters.stages.includes(id)))
    add(`stage-${stage.id}`, stage.name, { stages: without(filters.stages, stage.id) }, stage.color);
  for (const tag of tags.filter(({ id }) => filters.tags.includes(id)))
    add(`tag-${tag.id}`, tag.name, { tags: without(filters.tags, tag.id) }, tag.color);
  const owner = owners.find(({ id }) => id === filters.owner);
  if (owner) add("owner", t("filter-owner-is", { name: owner.name }), { owner: null });
  if (filters.lastVisit) add("visit", visitText(filters.lastVisit), { lastVisit: null });
  if (filters.nextFollowup) add("followup", followupText(filters.nextFollowup), { nextFollowup: null });
  return (
    <>
      {chips.map(({ key, text, name, off }) => (
        <Chip
          key={key}
          tone="on"
          onRemove={() => setFilters(off)}
          removeLabel={t("filter-remove", { what: name })}
        >
          {text}
        </Chip>
      ))}
      <FieldChips />
      {asked && <TypedValue key={asked.id} field={asked} onDone={() => setAsked(null)} />}
      <FilterMenu onType={setAsked} />
    </>
  );
}

/** A submenu. It is placed in the window: inside its menu, which scrolls, it would be cut off. */
function Sub({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Menu.Sub openDelay={60} floatingStrategy="fixed">
      <Menu.Sub.Target>
        <Menu.Sub.Item>{title}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={360} style={{ overflowY: "auto" }}>
        {children}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

function FilterMenu({ onType }: { onType: (field: Field) => void }) {
  const { filters } = useView();
  const stages = useStages().data ?? [];
  const tags = useTags().data?.tags ?? [];
  const owners = useOwners().data ?? [];
  return (
    <Menu position="bottom-start" width={180}>
      <Menu.Target>
        <button type="button" className={chipClass} data-tone="dash">
          <PlusIcon size={12} />
          {t("filter-add")}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="28rem" style={{ overflowY: "auto" }}>
        {stages.length > 0 && (
          <Sub title={t("column-stage")}>
            {stages.map(({ id, name, color }) => (
              <Menu.Item
                key={id}
                leftSection={<Dot color={color} />}
                onClick={() => setFilters({ stages: [...without(filters.stages, id), id] })}
              >
                {name}
              </Menu.Item>
            ))}
          </Sub>
        )}
        {tags.length > 0 && (
          <Sub title={t("column-tags")}>
            {tags.map(({ id, name, color }) => (
              <Menu.Item
                key={id}
                leftSection={<Dot color={color} />}
                onClick={() => setFilters({ tags: [...without(filters.tags, id), id] })}
              >
                {name}
              </Menu.Item>
            ))}
          </Sub>
        )}
        <Sub title={t("column-kind")}>
          <Menu.Item onClick={() => setFilters({ kind: "person" })}>{t("kind-person")}</Menu.Item>
          <Menu.Item onClick={() => setFilters({ kind: "company" })}>{t("kind-company")}</Menu.Item>
        </Sub>
        <Sub title={t("column-last-visit")}>
          {VISIT_SPANS.map((span) => (
            <Menu.Item key={span} onClick={() => setFilters({ lastVisit: span })}>
              {visitText(span)}
            </Menu.Item>
          ))}
        </Sub>
        <Sub title={t("column-next-followup")}>
          {FOLLOWUP_SPANS.map((span) => (
            <Menu.Item key={span} onClick={() => setFilters({ nextFollowup: span })}>
              {followupText(span)}
            </Menu.Item>
          ))}
        </Sub>
        {owners.length > 1 && (
          <Sub title={t("column-owner")}>
            {owners.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => setFilters({ owner: id })}>
                {name}
              </Menu.Item>
            ))}
          </Sub>
        )}
        <FieldItems onType={onType} />
      </Menu.Dropdown>
    </Menu>
  );
}
