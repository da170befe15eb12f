import { Menu } from "@mantine/core";
import { CheckIcon } from "../../design/icons";
import type { Part, Period, Rule, Visits } from "../../ipc";
import { t } from "../../messages";
import { askCount, askNear, askText, ofVisits } from "./asks";
import { idsIn, idsRule, plainOf, subjectOf, type TagMode, tagModeOf, tagRule } from "./conditions";
import { FieldItems } from "./FieldItems";
import { Sub } from "./FilterChip";
import { AskItem, type Menued, Offer, PickItems, SpanOffers } from "./MenuOffers";
import {
  useDayPlace,
  useFields,
  useOwners,
  useStages,
  useTags,
  useVisitFields,
  useVisitKinds,
} from "./queries";
import { AHEAD, BIRTHDAYS, PAST, spanText, withinDays } from "./spans";

/** What conditions are about, in the order of the menu. Fields come after them. */
export const SECTIONS = [
  "stage",
  "tag",
  "owner",
  "kind",
  "name",
  "last_visit",
  "cadence",
  "visits",
  "followup",
  "appointment",
  "near",
  "points",
  "created",
  "changed",
  "birthday",
] as const;
export type Section = (typeof SECTIONS)[number];

const TAG_MODES: TagMode[] = ["all", "any", "none"];
const POINTS: Part[] = ["phone", "email", "wechat", "address"];
const OTHERS: Part[] = ["website", "other", "contact", "note"];
/** Distances in kilometres that are offered from where one sets out. */
const DISTANCES = [1, 5, 20];

/** Which section a condition is changed in: one of these, or its field; null for what no menu makes. */
export function sectionOf(rule: Rule): Section | { field: number } | { visitField: number } | null {
  const { plain } = plainOf(rule);
  if ("visit_field" in plain) return { visitField: plain.visit_field.id };
  if ("field" in plain) return { field: plain.field.id };
  if ("visits" in plain || "visit_text" in plain) return "visits";
  const subject = subjectOf(rule);
  if (SECTIONS.some((section) => section === subject)) return subject as Section;
  return [...POINTS, ...OTHERS].some((part) => part === subject) ? "points" : null;
}

/** The items of a section's menu. */
export function ConditionItems({ section, ...menued }: { section: Section } & Menued) {
  switch (section) {
    case "stage":
      return <IdItems kind="stage" {...menued} />;
    case "owner":
      return <IdItems kind="owner" {...menued} />;
    case "tag":
      return <TagItems {...menued} />;
    case "kind":
      return (
        <>
          <Offer text={t("kind-person")} rule={{ kind: "person" }} {...menued} />
          <Offer text={t("kind-company")} rule={{ kind: "company" }} {...menued} />
        </>
      );
    case "name":
      return <NameItems {...menued} />;
    case "last_visit":
      return <LastVisitItems {...menued} />;
    case "visits":
      return <VisitItems {...menued} />;
    case "followup":
      return (
        <>
          <Offer text={t("rule-overdue", { count: 1 })} rule={{ overdue: 1 }} {...menued} />
          <AskItem
            text={t("filter-ask-overdue")}
            ask={menued.ask}
            asked={askCount(t("filter-days-overdue"), "7", (overdue) => ({ overdue }))}
          />
          <Offer text={t("rule-lacks", { what: "followup" })} rule={{ lacks: "followup" }} {...menued} />
          <Menu.Divider />
          <SpanOffers
            spans={AHEAD}
            label={t("column-next-followup")}
            rule={(followup) => ({ followup })}
            {...menued}
          />
        </>
      );
    case "cadence":
      return <CadenceItems {...menued} />;
    case "appointment":
      return (
        <SpanOffers
          spans={AHEAD}
          label={t("filter-appointment")}
          rule={(appointment) => ({ appointment })}
          {...menued}
        />
      );
    case "near":
      return <NearItems {...menued} />;
    case "points":
      return POINTS.concat(OTHERS).flatMap((part) => [
        part === "website" && <Menu.Divider key="others" />,
        <Offer key={`has ${part}`} text={t("rule-has", { what: part })} rule={{ has: part }} {...menued} />,
        <Offer key={part} text={t("rule-lacks", { what: part })} rule={{ lacks: part }} {...menued} />,
      ]);
    case "created":
      return (
        <SpanOffers spans={PAST} label={t("column-created")} rule={(created) => ({ created })} {...menued} />
      );
    case "changed":
      return (
        <SpanOffers
          spans={PAST}
          label={t("list-sort-updated")}
          rule={(changed) => ({ changed })}
          {...menued}
        />
      );
    case "birthday":
      return <BirthdayItems {...menued} />;
  }
}

/** The items of a field's menu. */
export function ConditionItemsOfField({ id, ...menued }: { id: number } & Menued) {
  const field = (useFields().data ?? []).find((one) => one.id === id);
  return field ? <FieldItems field={field} {...menued} /> : null;
}

/** The items of a field of visits. */
export function ConditionItemsOfVisitField({ id, ...menued }: { id: number } & Menued) {
  const field = (useVisitFields().data ?? []).find((one) => one.id === id);
  return field ? <FieldItems field={field} wrap={ofVisits} {...menued} /> : null;
}

function NameItems({ ask }: Menued) {
  return (
    <>
      <AskItem
        text={t("filter-name-begins")}
        ask={ask}
        asked={askText(t("column-name"), (begins) => ({ name: { begins } }))}
      />
      <AskItem
        text={t("filter-name-is")}
        ask={ask}
        asked={askText(t("column-name"), (is) => ({ name: { is } }))}
      />
    </>
  );
}

function IdItems({ kind, ...menued }: { kind: "stage" | "owner" } & Menued) {
  const stages = useStages().data ?? [];
  const owners = useOwners().data ?? [];
  const { held, put, stays } = menued;
  return (
    <>
      <PickItems
        all={kind === "stage" ? stages : owners.map(({ id, name }) => ({ id, name }))}
        picked={idsIn(held, kind)}
        stays={stays}
        onPick={(ids) => put(idsRule(kind, ids, held))}
      />
      <Menu.Divider />
      <Offer text={t("rule-lacks", { what: kind })} rule={{ lacks: kind }} {...menued} />
    </>
  );
}

function TagItems(menued: Menued) {
  const tags = useTags().data?.tags ?? [];
  const { held, put, stays } = menued;
  const ids = idsIn(held, "tag");
  const mode = tagModeOf(held);
  return (
    <>
      {stays && ids.length > 0 && (
        <>
          {TAG_MODES.map((one) => (
            <Menu.Item
              key={one}
              closeMenuOnClick={false}
              rightSection={one === mode ? <CheckIcon size={13} /> : undefined}
              onClick={() => put(tagRule(ids, one))}
            >
              {t(`filter-tags-${one}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
        </>
      )}
      <PickItems all={tags} picked={ids} stays={stays} onPick={(next) => put(tagRule(next, mode))} />
      <Menu.Divider />
      <Offer text={t("rule-lacks", { what: "tag" })} rule={{ lacks: "tag" }} {...menued} />
    </>
  );
}

/** Who was not seen in a period: whom coverage leaves. */
const notSeen = (period: Period): Rule => ({ not: { last_visit: { period } } });

function LastVisitItems(menued: Menued) {
  return (
    <>
      <Offer text={t("filter-visit-never")} rule={{ last_visit: null }} {...menued} />
      <Offer text={t("filter-visit-over-30")} rule={{ no_visit_for: 30 }} {...menued} />
      <Offer text={t("filter-visit-over-90")} rule={{ no_visit_for: 90 }} {...menued} />
      <Offer text={t("filter-not-seen-month")} rule={notSeen("this_month")} {...menued} />
      <Offer text={t("filter-not-seen-quarter")} rule={notSeen("this_quarter")} {...menued} />
      <AskItem
        text={t("filter-ask-no-visit")}
        ask={menued.ask}
        asked={askCount(t("filter-days-no-visit"), "60", (days) => ({ no_visit_for: days }))}
      />
      <Menu.Divider />
      <SpanOffers
        spans={PAST}
        label={t("column-last-visit")}
        rule={(span) => ({ last_visit: span })}
        {...menued}
      />
    </>
  );
}

function CadenceItems(menued: Menued) {
  return (
    <>
      <Offer text={t("rule-slipping", { count: 0 })} rule={{ slipping: 0 }} {...menued} />
      <AskItem
        text={t("filter-ask-slipping")}
        ask={menued.ask}
        asked={askCount(t("filter-days-slipping"), "14", (slipping) => ({ slipping }))}
      />
      <Offer text={t("filter-due-now")} rule={{ visit_due: { to: { today: 0 } } }} {...menued} />
      <Menu.Divider />
      <SpanOffers
        spans={AHEAD}
        label={t("filter-cadence")}
        rule={(visit_due) => ({ visit_due })}
        {...menued}
      />
      <Menu.Divider />
      <Offer text={t("rule-has", { what: "cadence" })} rule={{ has: "cadence" }} {...menued} />
      <Offer text={t("rule-lacks", { what: "cadence" })} rule={{ lacks: "cadence" }} {...menued} />
    </>
  );
}

function NearItems(menued: Menued) {
  const start = useDayPlace();
  return (
    <>
      {start &&
        DISTANCES.map((km) => (
          <Offer
            key={km}
            text={t("filter-near-start", { km })}
            rule={{
              near: { point: start.point, metres: km * 1000, ...(start.name && { name: start.name }) },
            }}
            {...menued}
          />
        ))}
      <AskItem text={t("filter-ask-near")} ask={menued.ask} asked={askNear()} />
      <Menu.Divider />
      <Offer text={t("rule-has", { what: "place" })} rule={{ has: "place" }} {...menued} />
      <Offer text={t("rule-lacks", { what: "place" })} rule={{ lacks: "place" }} {...menued} />
    </>
  );
}

function VisitItems(menued: Menued) {
  const kinds = useVisitKinds().data ?? [];
  const fields = useVisitFields().data ?? [];
  const { held, put, ask, stays } = menued;
  const { plain, not } = held ? plainOf(held) : { plain: null, not: false };
  const visits: Visits = plain && "visits" in plain ? plain.visits : {};
  const rule = (change: Visits): Rule => {
    const next = { visits: { ...visits, ...change } };
    return not ? { not: next } : next;
  };
  const askTimes = askCount(t("filter-times"), "3", (at_least) => rule({ at_least }));
  const askNote = askText(t("filter-note"), (visit_text) => ({ visit_text }));
  const isNote = plain !== null && "visit_text" in plain;
  return (
    <>
      {!isNote && <AskItem text={t("filter-ask-times")} ask={ask} asked={askTimes} />}
      {(isNote || !held) && <AskItem text={t("filter-ask-note")} ask={ask} asked={askNote} />}
      {!held && fields.length > 0 && <Menu.Divider />}
      {!held &&
        fields.map((field) => (
          <Sub key={field.id} title={field.label}>
            <FieldItems field={field} wrap={ofVisits} {...menued} />
          </Sub>
        ))}
      {!isNote && (
        <>
          <Menu.Divider />
          <PickItems
            all={kinds.map(({ id, name }) => ({ id, name }))}
            picked={visits.kinds ?? []}
            stays={stays}
            onPick={(ids) => put(rule({ kinds: ids }))}
          />
        </>
      )}
      {held && !isNote && (
        <>
          <Menu.Divider />
          <Offer text={t("rule-any-time")} rule={rule({ in: undefined })} {...menued} />
          <SpanOffers
            spans={PAST}
            label={t("filter-visits")}
            rule={(span) => rule({ in: span })}
            {...menued}
          />
        </>
      )}
    </>
  );
}

function BirthdayItems(menued: Menued) {
  const label = t("filter-days-birthday");
  return (
    <>
      {BIRTHDAYS.map((birthday) => (
        <Offer key={JSON.stringify(birthday)} text={spanText(birthday)} rule={{ birthday }} {...menued} />
      ))}
      <AskItem
        text={t("filter-ask-birthday")}
        ask={menued.ask}
        asked={askCount(label, "21", (days) => ({ birthday: withinDays(days) }))}
      />
      <Menu.Divider />
      <Offer text={t("rule-has", { what: "birthday" })} rule={{ has: "birthday" }} {...menued} />
      <Offer text={t("rule-lacks", { what: "birthday" })} rule={{ lacks: "birthday" }} {...menued} />
    </>
  );
}
