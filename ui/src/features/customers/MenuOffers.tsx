import { Menu } from "@mantine/core";
import { Dot } from "../../design";
import { CheckIcon } from "../../design/icons";
import type { Rule, Span } from "../../ipc";
import { t } from "../../messages";
import type { Ask } from "./asks";
import { askSpan } from "./asks";
import { isSame } from "./conditions";
import { spanText } from "./spans";

/** What the items of a condition's menu need: what holds now, and what to do with what is picked. */
export interface Menued {
  /** The condition that is changed; null for a new one. */
  held: Rule | null;
  /** Puts a condition in the place of the held one; null takes it off. */
  put: (rule: Rule | null) => void;
  /** Something is to be typed. */
  ask: (ask: Ask) => void;
  /** The menu stays open for the next of several. */
  stays: boolean;
}

/** A sentence of a rule as it stands alone, in a menu or on a chip. */
export const alone = (text: string) => t("filter-alone", { text });

/** A condition that is offered by name. */
export function Offer({ text, rule, held, put }: { text: string; rule: Rule } & Menued) {
  return (
    <Menu.Item
      rightSection={isSame(rule, held) ? <CheckIcon size={13} /> : undefined}
      onClick={() => put(rule)}
    >
      {alone(text)}
    </Menu.Item>
  );
}

/** Something to be typed. */
export function AskItem({ text, ask, asked }: { text: string; ask: Menued["ask"]; asked: Ask }) {
  return <Menu.Item onClick={() => ask(asked)}>{text}</Menu.Item>;
}

/** Spans of days, and one of the user's own. */
export function SpanOffers({
  spans,
  label,
  rule,
  ...menued
}: { spans: Span[]; label: string; rule: (span: Span) => Rule } & Menued) {
  return (
    <>
      {spans.map((span) => (
        <Offer key={JSON.stringify(span)} text={spanText(span)} rule={rule(span)} {...menued} />
      ))}
      <AskItem text={t("filter-ask-span")} ask={menued.ask} asked={askSpan(label, rule)} />
    </>
  );
}

export interface Named {
  id: number;
  name: string;
  color?: string;
}

/** The tick stands at the end as with all other conditions: so all of a menu begins at one line. */
const TICK_AT_END = { itemSection: { order: 1, marginInlineEnd: 0 } };

/** Several of a kind to be picked. */
export function PickItems({
  all,
  picked,
  stays,
  onPick,
}: {
  all: Named[];
  picked: number[];
  stays: boolean;
  onPick: (ids: number[]) => void;
}) {
  const toggled = (id: number) =>
    picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id];
  return all.map(({ id, name, color }) => (
    <Menu.CheckboxItem
      key={id}
      styles={TICK_AT_END}
      closeMenuOnClick={!stays}
      checked={picked.includes(id)}
      onChange={() => onPick(toggled(id))}
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
