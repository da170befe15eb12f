import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { Chip, chipClass } from "../../design";
import { DayMenu, nextDays, pastDays } from "../../design/DayMenu";
import { CompanyIcon } from "../../design/icons";
import type { LineAmount, ParsedLine } from "../../ipc";
import { formatAmount, formatFullDay, formatLongDay, t, tCode, today } from "../../messages";
import type { Entry } from "./entry";
import classes from "./LineBox.module.css";
import { asText, blockedBy, byHand, makesVisit, meant, nextAsRead } from "./line";
import { useExponent, useVisitKinds } from "./queries";
import { AsText, Read } from "./Read";

interface Props {
  parts: ParsedLine;
  entry: Entry;
  /** The customer on the screen. */
  here?: number;
  onChange: (change: Partial<Entry>) => void;
  /** Makes a customer of the typed name, and saves. */
  onNew: () => void;
}

/** What a line was read as, as chips: each is put right by a click, or by Tab and Enter. */
export function LineChips(props: Props) {
  const { parts, entry } = props;
  return (
    <>
      <Whom {...props} />
      {makesVisit(entry, parts) && <When {...props} />}
      {makesVisit(entry, parts) && <Kind {...props} />}
      <Next {...props} />
      <Others {...props} />
    </>
  );
}

/** What a line was read as beside what the controls of the log box show; nothing for plain words. */
export function ReadRow(props: Props) {
  const { parts, entry } = props;
  const whom = entry.chosen !== null || parts.customer.state !== "given" || parts.customer.typed !== "";
  const more = parts.amount !== null || parts.problems.length > 0 || parts.summary !== parts.line;
  if (!whom && !more) return null;
  return (
    <div className={classes.chips}>
      <Whom {...props} />
      <Others {...props} />
    </div>
  );
}

/** Tags, an amount, what cannot be, and what stays as the note. */
export function Others({ parts, entry, onChange }: Omit<Props, "onNew">) {
  const isVisit = makesVisit(entry, parts);
  return (
    <>
      {parts.amount && <Amount {...parts.amount} parts={parts} entry={entry} onChange={onChange} />}
      {parts.tags.map(({ name }) => (
        <Read key={name} words={`#${name}`} onText={() => onChange(asText(entry, `#${name}`))}>
          <Chip tone="on">{`#${name}`}</Chip>
        </Read>
      ))}
      {parts.problems.map((problem) => {
        const part = blockedBy(problem.code, entry);
        return (
          <span key={problem.code + problem.text} className={classes.which}>
            <Chip tone="warn">{t("line-unread", { text: problem.text, reason: problem.code })}</Chip>
            {part && <AsText words={problem.text} answers onText={() => onChange(asText(entry, part))} />}
          </span>
        );
      })}
      {!isVisit && <span className={classes.note}>{t("line-makes-followup")}</span>}
      {isVisit && parts.summary && parts.summary !== parts.line && (
        <span className={classes.note}>{t("line-note", { text: parts.summary })}</span>
      )}
    </>
  );
}

/** An amount; if it is not the one that counts, the next one of the line takes its place. */
function Amount({ minor, currency, span, parts, entry, onChange }: LineAmount & Chips) {
  const exponent = useExponent();
  const words = wordsAt(parts, span);
  return (
    <Read words={words} onText={() => onChange(asText(entry, words))}>
      <Chip tone="quiet">{formatAmount(minor, currency, exponent)}</Chip>
    </Read>
  );
}

/** Whom the line is about, if that is not the customer on the screen anyway. */
export function Whom({ parts, entry, here, onChange, onNew }: Props) {
  const { customer } = parts;
  if (entry.chosen) {
    const { name } = entry.chosen;
    return (
      <span className={classes.whom}>
        <Chip
          tone="on"
          onRemove={() => onChange({ chosen: null })}
          removeLabel={t("line-not-this", { name })}
        >
          {name}
        </Chip>
      </span>
    );
  }
  if (customer.name && here === undefined) {
    return (
      <span className={classes.whom}>
        <Chip tone="on">{customer.name}</Chip>
      </span>
    );
  }
  if (customer.name && customer.span) {
    return (
      <Read words={customer.typed} onText={() => onChange(asText(entry, "customer"))}>
        <Chip tone="on">{customer.name}</Chip>
      </Read>
    );
  }
  if (customer.name) return customer.typed && <NewCustomer name={customer.typed} onNew={onNew} isOffer />;
  if (customer.state === "ambiguous") {
    return (
      <span className={classes.which} role="group" aria-label={t("line-ambiguous")}>
        <span className={classes.note}>{t("line-ambiguous")}</span>
        {customer.candidates.map((one) => (
          <button
            key={one.id}
            type="button"
            data-answer
            className={chipClass}
            data-tone="warn"
            // Who is on the screen is meant, and the words speak of somebody.
            onClick={() => onChange(one.id === here ? asText(entry, "customer") : { chosen: one })}
          >
            {one.name}
          </button>
        ))}
      </span>
    );
  }
  if (customer.state === "unknown") return <NewCustomer name={customer.typed} onNew={onNew} />;
  return <span className={classes.note}>{t("line-missing")}</span>;
}

/** A new customer of the typed name; an offer need not be answered. */
function NewCustomer({ name, onNew, isOffer }: { name: string; onNew: () => void; isOffer?: boolean }) {
  return (
    <button
      type="button"
      data-answer={!isOffer || undefined}
      className={chipClass}
      data-tone={isOffer ? "dash" : "warn"}
      onClick={onNew}
    >
      <CompanyIcon size={12} /> {t("line-new", { name })}
    </button>
  );
}

type Chips = Pick<Props, "parts" | "entry" | "onChange">;

/** The words of a line that a part was read from. */
export function wordsAt(parts: ParsedLine, [from, length]: [number, number]): string {
  return parts.line.slice(from, from + length).trim();
}

/** A part that was read, with its ×; one that was not stands without. */
export function ReadPart({
  part,
  parts,
  entry,
  onChange,
  children,
}: Partial<Pick<Chips, "parts">> &
  Omit<Chips, "parts"> & { part: "when" | "kind" | "next"; children?: ReactNode }) {
  const read = parts?.[part];
  if (!parts || !read) return children;
  return (
    <Read words={wordsAt(parts, read.span)} onText={() => onChange(asText(entry, part))}>
      {children}
    </Read>
  );
}

function When({ parts, entry, onChange }: Chips) {
  const { on, time } = meant(entry, parts);
  const label = on ? [formatFullDay(on), time].filter(Boolean).join(" ") : t("line-now");
  return (
    <ReadPart part="when" parts={parts} entry={entry} onChange={onChange}>
      <DayMenu
        value={on ?? today()}
        time={time}
        offers={pastDays()}
        latest={today()}
        onPick={(day, at) => onChange(byHand(entry, "when", parts.when !== null, { on: day, time: at }))}
      >
        <button
          type="button"
          className={chipClass}
          data-tone={on ? "on" : undefined}
          title={on ? formatLongDay(on) : undefined}
          aria-label={t("log-when", { when: label })}
        >
          {label}
        </button>
      </DayMenu>
    </ReadPart>
  );
}

function Kind({ parts, entry, onChange }: Chips) {
  const kinds = useVisitKinds().data ?? [];
  const wanted = meant(entry, parts).kind;
  const kind = kinds.find((one) => (one.code || one.name) === wanted) ?? kinds[0];
  if (!kind) return null;
  const pick = (code: string) => onChange(byHand(entry, "kind", parts.kind !== null, { kind: code }));
  return (
    <ReadPart part="kind" parts={parts} entry={entry} onChange={onChange}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button
            type="button"
            className={chipClass}
            data-tone={wanted ? "on" : undefined}
            aria-label={`${t("log-kind")}: ${kind.name}`}
          >
            {kind.name}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((one) => (
            <Menu.Item key={one.id} onClick={() => pick(one.code || one.name)}>
              {one.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </ReadPart>
  );
}

function Next({ parts, entry, onChange }: Chips) {
  const { nextOn: on, nextTime: time, nextWhat: what } = meant(entry, parts);
  const part = partOfDay(parts, entry);
  const when = on ? [formatFullDay(on), time ?? part].filter(Boolean).join(" ") : null;
  return (
    <span className={classes.next}>
      <DayMenu
        value={on}
        time={time}
        offers={nextDays()}
        onPick={(day, at) =>
          onChange(byHand(entry, "next", parts.next !== null, { nextOn: day, nextTime: at }))
        }
      >
        <button
          type="button"
          className={chipClass}
          data-tone={when ? "on" : "dash"}
          title={on ? formatLongDay(on) : undefined}
        >
          {when ? t("line-next", { when }) : t("log-next")}
        </button>
      </DayMenu>
      {on && what && <span className={classes.what}>{what}</span>}
      {parts.next && <ReadPart part="next" parts={parts} entry={entry} onChange={onChange} />}
      {on && !parts.next && (
        <button
          type="button"
          className={classes.drop}
          aria-label={t("log-next-none")}
          title={t("log-next-none")}
          onClick={() => onChange(nextAsRead(entry))}
        >
          ×
        </button>
      )}
    </span>
  );
}

/** The part of the day that was told in place of a time: a morning. */
export function partOfDay(parts: ParsedLine | undefined, entry: Entry): string | null {
  const part = entry.nextOn === null && !parts?.next?.time ? parts?.next?.part : null;
  return part ? tCode("line-part-", part, {}, "line-part-morning") : null;
}
