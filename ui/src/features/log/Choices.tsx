import { Menu } from "@mantine/core";
import { useEffect, useState } from "react";
import { Chip, chipClass } from "../../design";
import { DayMenu, pastDays } from "../../design/DayMenu";
import { TagPicker } from "../../design/TagPicker";
import { TimeBox } from "../../design/TimeBox";
import type { ContactRow, ParsedLine } from "../../ipc";
import { formatFullDay, formatTime, t, today } from "../../messages";
import type { Entry } from "./entry";
import { ReadPart } from "./LineChips";
import classes from "./LogBox.module.css";
import { byHand, meant } from "./line";
import { useTags, useVisitKinds } from "./queries";

/** Up to so many kinds stand as chips; more go into a menu. */
const AS_CHIPS = 4;

type Part = { entry: Entry; onChange: (part: Partial<Entry>) => void };
/** A control that shows what the text was read as, until it is set by hand. */
type ReadPartOf = Part & { parts: ParsedLine | undefined };

/** The day and time: now, unless told. */
export function When({ entry, parts, onChange }: ReadPartOf) {
  const now = useNow();
  const { on, time } = meant(entry, parts);
  const isRead = !!parts?.when;
  const day = on ?? today();
  const label = on === null ? t("day-today") : formatFullDay(day);
  const when = [label, time ?? (on === null ? formatTime(now) : "")].filter(Boolean).join(" ");
  const put = (set: Partial<Entry>) => onChange(byHand(entry, "when", isRead, set));
  return (
    <ReadPart part="when" parts={parts} entry={entry} onChange={onChange}>
      <DayMenu
        value={day}
        offers={pastDays()}
        latest={today()}
        onPick={(picked) => put({ on: picked === today() && !isRead ? null : picked, time: null })}
      >
        <button type="button" className={chipClass} data-tone="on" aria-label={t("log-when", { when })}>
          {label}
        </button>
      </DayMenu>
      <TimeBox
        key={`${day} ${parts?.when?.time}`}
        value={time}
        label={t("log-time")}
        hint={on === null ? formatTime(now) : undefined}
        onChange={(typed) => put(typed || !isRead ? { time: typed } : { on: day, time: null })}
      />
    </ReadPart>
  );
}

/** The kind of visit: the first ones as chips, the rest in a menu. */
export function Kinds({ entry, parts, onChange }: ReadPartOf) {
  const kinds = useVisitKinds().data ?? [];
  const first = kinds[0];
  if (!first) return null;
  const idOf = (kind: { code: string; name: string }) => kind.code || kind.name;
  const isRead = !!parts?.kind;
  const wanted = meant(entry, parts).kind;
  const chosen = kinds.find((kind) => idOf(kind) === wanted) ?? first;
  const chips = kinds.slice(0, AS_CHIPS);
  const others = kinds.slice(AS_CHIPS);
  const pick = (kind: { code: string; name: string }) =>
    onChange(byHand(entry, "kind", isRead, { kind: idOf(kind) }));
  return (
    <ReadPart part="kind" parts={parts} entry={entry} onChange={onChange}>
      <div className={classes.kinds} role="radiogroup" aria-label={t("log-kind")}>
        {chips.map((kind) => (
          <button
            key={kind.id}
            type="button"
            role="radio"
            aria-checked={kind === chosen}
            className={chipClass}
            data-tone={kind === chosen ? "on" : undefined}
            onClick={() => pick(kind)}
          >
            {kind.name}
          </button>
        ))}
        {others.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <button
                type="button"
                className={chipClass}
                data-tone={others.includes(chosen) ? "on" : undefined}
                aria-label={t("log-other-kind")}
              >
                {others.includes(chosen) ? chosen.name : "…"}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((kind) => (
                <Menu.Item key={kind.id} onClick={() => pick(kind)}>
                  {kind.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </ReadPart>
  );
}

/** The contact who was spoken to. */
export function WithWhom({ entry, contacts, onChange }: Part & { contacts: ContactRow[] }) {
  if (contacts.length === 0) return null;
  const chosen = contacts.find((contact) => contact.id === entry.contact);
  const only = contacts.length === 1 ? contacts[0] : undefined;
  if (only) {
    return (
      <button
        type="button"
        className={chipClass}
        data-tone={chosen ? "on" : "dash"}
        aria-pressed={!!chosen}
        onClick={() => onChange({ contact: chosen ? null : only.id })}
      >
        {only.name}
      </button>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={chipClass} data-tone={chosen ? "on" : "dash"}>
          {chosen?.name ?? t("log-contact")}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {contacts.map((contact) => (
          <Menu.Item key={contact.id} onClick={() => onChange({ contact: contact.id })}>
            {contact.role ? t("contact-with-role", { name: contact.name, role: contact.role }) : contact.name}
          </Menu.Item>
        ))}
        {chosen && <Menu.Item onClick={() => onChange({ contact: null })}>{t("log-no-contact")}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Tags that the customer gets with this visit. */
export function TagsToAdd({ entry, onChange }: Part) {
  const [picking, setPicking] = useState(false);
  const known = useTags().data?.tags ?? [];
  return (
    <>
      {entry.tags.map((tag) => (
        <Chip
          key={tag}
          tone="on"
          onRemove={() => onChange({ tags: entry.tags.filter((other) => other !== tag) })}
          removeLabel={t("card-tag-remove", { name: tag })}
        >
          {tag}
        </Chip>
      ))}
      {picking ? (
        <TagPicker
          known={known}
          have={entry.tags}
          onPick={(name) => onChange({ tags: [...entry.tags, name] })}
          onClose={() => setPicking(false)}
        />
      ) : (
        <button type="button" className={chipClass} data-tone="dash" onClick={() => setPicking(true)}>
          {t("log-add-tag")}
        </button>
      )}
    </>
  );
}

/** Now, renewed every half minute, so that the time beside "today" is true. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
