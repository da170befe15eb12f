import { Menu } from "@mantine/core";
import { useRef, useState } from "react";
import { chipClass, Dot } from "../../design";
import { CheckIcon, PlusIcon } from "../../design/icons";
import type { Field } from "../../ipc";
import { t } from "../../messages";
import { FieldChips, FieldItems, TypedValue } from "./FieldFilters";
import { FilterChip, NotItem, Sub } from "./FilterChip";
import { useOwners, useStages, useTags } from "./queries";
import {
  type Filters,
  type FollowupSpan,
  NO_FILTERS,
  setFilters,
  type TagMode,
  useView,
  type VisitSpan,
} from "./view";

const VISIT_SPANS: VisitSpan[] = ["week", "month", "over-30", "over-90", "never"];
const FOLLOWUP_SPANS: FollowupSpan[] = ["late", "today", "week", "none"];
const TAG_MODES: TagMode[] = ["all", "any", "none"];

const visitText = (span: VisitSpan) => t(`filter-visit-${span}`);
const followupText = (span: FollowupSpan) => t(`filter-followup-${span}`);

interface Named {
  id: number;
  name: string;
  color?: string;
}

function toggled(list: number[], id: number): number[] {
  return list.includes(id) ? list.filter((one) => one !== id) : [...list, id];
}

/** The names of those that were picked, as one says several: 批发、VIP. */
function namesOf(all: Named[], ids: number[], or: boolean): string {
  const names = all.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 ? "—" : names.join(t(or ? "filter-or" : "list-comma"));
}

/** Several of a kind to be picked; the menu stays open for the next. */
function PickItems({
  all,
  picked,
  onPick,
}: {
  all: Named[];
  picked: number[];
  onPick: (ids: number[]) => void;
}) {
  return all.map(({ id, name, color }) => (
    <Menu.CheckboxItem
      key={id}
      closeMenuOnClick={false}
      checked={picked.includes(id)}
      onChange={() => onPick(toggled(picked, id))}
    >
      {color === undefined ? (
        name
      ) : (
        <>
          <Dot color={color} /> {name}
        </>
      )}
    </Menu.CheckboxItem>
  ));
}

/** One of a few to be picked. */
function OneOf<T extends string>({
  all,
  now,
  text,
  onPick,
}: {
  all: readonly T[];
  now?: T | null;
  text: (one: T) => string;
  onPick: (one: T) => void;
}) {
  return all.map((one) => (
    <Menu.Item
      key={one}
      rightSection={one === now ? <CheckIcon size={13} /> : undefined}
      onClick={() => onPick(one)}
    >
      {text(one)}
    </Menu.Item>
  ));
}

const kindText = (kind: "person" | "company") => t(`kind-${kind}`);
const KINDS = ["person", "company"] as const;

/** What the list is narrowed to, as chips to change and to take off, and a menu of more. */
export function FilterChips() {
  const { filters } = useView();
  const [asked, setAsked] = useState<Field | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const stages = useStages().data ?? [];
  const tags = useTags().data?.tags ?? [];
  const owners = useOwners().data ?? [];
  // Where a chip was, the focus would be nowhere: it goes to the button beside it.
  const backToMore = () => more.current?.focus();
  const off = (change: Partial<Filters>) => () => {
    setFilters(change);
    backToMore();
  };
  const said = (not: boolean, what: string) => t(not ? "filter-not" : "filter-is", { what });
  const of = (what: string, is: string) => t("filter-of", { what, is });
  const oneColor = (all: Named[], ids: number[]) =>
    ids.length === 1 ? all.find(({ id }) => id === ids[0])?.color : undefined;
  const dotted = (color: string | undefined, text: string) =>
    color === undefined ? (
      text
    ) : (
      <>
        <Dot color={color} /> {text}
      </>
    );

  const stageText = of(
    t("column-stage"),
    said(filters.stagesNot, namesOf(stages, filters.stages, !filters.stagesNot)),
  );
  const tagText = of(
    t("column-tags"),
    said(filters.tagMode === "none", namesOf(tags, filters.tags, filters.tagMode === "any")),
  );
  const ownerText = of(
    t("column-owner"),
    said(filters.ownersNot, namesOf(owners, filters.owners, !filters.ownersNot)),
  );
  return (
    <>
      {filters.stages.length > 0 && (
        <FilterChip
          text={stageText}
          shown={dotted(oneColor(stages, filters.stages), stageText)}
          onRemove={off({ stages: [], stagesNot: false })}
        >
          <NotItem not={filters.stagesNot} onChange={(stagesNot) => setFilters({ stagesNot })} />
          <Menu.Divider />
          <PickItems all={stages} picked={filters.stages} onPick={(ids) => setFilters({ stages: ids })} />
        </FilterChip>
      )}
      {filters.tags.length > 0 && (
        <FilterChip
          text={tagText}
          shown={dotted(oneColor(tags, filters.tags), tagText)}
          onRemove={off({ tags: [], tagMode: NO_FILTERS.tagMode })}
        >
          <OneOf
            all={TAG_MODES}
            now={filters.tagMode}
            text={(mode) => t(`filter-tags-${mode}`)}
            onPick={(tagMode) => setFilters({ tagMode })}
          />
          <Menu.Divider />
          <PickItems all={tags} picked={filters.tags} onPick={(ids) => setFilters({ tags: ids })} />
        </FilterChip>
      )}
      {filters.kind && (
        <FilterChip text={kindText(filters.kind)} onRemove={off({ kind: null })}>
          <OneOf all={KINDS} now={filters.kind} text={kindText} onPick={(kind) => setFilters({ kind })} />
        </FilterChip>
      )}
      {filters.owners.length > 0 && (
        <FilterChip text={ownerText} onRemove={off({ owners: [], ownersNot: false })}>
          <NotItem not={filters.ownersNot} onChange={(ownersNot) => setFilters({ ownersNot })} />
          <Menu.Divider />
          <PickItems all={owners} picked={filters.owners} onPick={(ids) => setFilters({ owners: ids })} />
        </FilterChip>
      )}
      {filters.lastVisit && (
        <FilterChip text={visitText(filters.lastVisit)} onRemove={off({ lastVisit: null })}>
          <OneOf
            all={VISIT_SPANS}
            now={filters.lastVisit}
            text={visitText}
            onPick={(lastVisit) => setFilters({ lastVisit })}
          />
        </FilterChip>
      )}
      {filters.nextFollowup && (
        <FilterChip text={followupText(filters.nextFollowup)} onRemove={off({ nextFollowup: null })}>
          <OneOf
            all={FOLLOWUP_SPANS}
            now={filters.nextFollowup}
            text={followupText}
            onPick={(nextFollowup) => setFilters({ nextFollowup })}
          />
        </FilterChip>
      )}
      <FieldChips onType={setAsked} onRemoved={backToMore} />
      {asked && <TypedValue key={asked.id} field={asked} onDone={() => setAsked(null)} />}
      <FilterMenu onType={setAsked} more={more} />
    </>
  );
}

function FilterMenu({
  onType,
  more,
}: {
  onType: (field: Field) => void;
  more: React.Ref<HTMLButtonElement>;
}) {
  const { filters } = useView();
  const stages = useStages().data ?? [];
  const tags = useTags().data?.tags ?? [];
  const owners = useOwners().data ?? [];
  const pick = (all: Named[], put: (id: number) => void) =>
    all.map(({ id, name, color }) => (
      <Menu.Item
        key={id}
        leftSection={color === undefined ? undefined : <Dot color={color} />}
        onClick={() => put(id)}
      >
        {name}
      </Menu.Item>
    ));
  const plus = (ids: number[], id: number) => (ids.includes(id) ? ids : [...ids, id]);
  return (
    <Menu position="bottom-start" width={180}>
      <Menu.Target>
        <button ref={more} type="button" className={chipClass} data-tone="dash">
          <PlusIcon size={12} />
          {t("filter-add")}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="28rem" style={{ overflowY: "auto" }}>
        {stages.length > 0 && (
          <Sub title={t("column-stage")}>
            {pick(stages, (id) => setFilters({ stages: plus(filters.stages, id) }))}
          </Sub>
        )}
        {tags.length > 0 && (
          <Sub title={t("column-tags")}>
            {pick(tags, (id) => setFilters({ tags: plus(filters.tags, id) }))}
          </Sub>
        )}
        <Sub title={t("column-kind")}>
          <OneOf all={KINDS} text={kindText} onPick={(kind) => setFilters({ kind })} />
        </Sub>
        <Sub title={t("column-last-visit")}>
          <OneOf all={VISIT_SPANS} text={visitText} onPick={(lastVisit) => setFilters({ lastVisit })} />
        </Sub>
        <Sub title={t("column-next-followup")}>
          <OneOf
            all={FOLLOWUP_SPANS}
            text={followupText}
            onPick={(nextFollowup) => setFilters({ nextFollowup })}
          />
        </Sub>
        {owners.length > 1 && (
          <Sub title={t("column-owner")}>
            {pick(owners, (id) => setFilters({ owners: plus(filters.owners, id) }))}
          </Sub>
        )}
        <FieldItems onType={onType} />
      </Menu.Dropdown>
    </Menu>
  );
}
