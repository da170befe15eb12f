import { Menu } from "@mantine/core";
import { Chip, chipClass } from "../../design";
import { DayMenu, nextDays, pastDays } from "../../design/DayMenu";
import { CompanyIcon } from "../../design/icons";
import type { ParsedLine } from "../../ipc";
import { formatAmount, formatDayAndWeekday, formatLongDay, t, tCode, today } from "../../messages";
import classes from "./LineBox.module.css";
import type { Corrections } from "./line";
import { useExponent, useVisitKinds } from "./queries";

interface Props {
  parts: ParsedLine;
  corrections: Corrections;
  onCorrect: (change: Partial<Corrections>) => void;
  /** Makes a customer of the typed name, and saves. */
  onNew: () => void;
}

/** What a line was read as, as chips: each is put right by a click, or by Tab and Enter. */
export function LineChips({ parts, corrections, onCorrect, onNew }: Props) {
  const exponent = useExponent();
  return (
    <div className={classes.chips}>
      <Whom parts={parts} corrections={corrections} onCorrect={onCorrect} onNew={onNew} />
      {parts.makes === "visit" && <When parts={parts} corrections={corrections} onCorrect={onCorrect} />}
      {parts.makes === "visit" && <Kind parts={parts} corrections={corrections} onCorrect={onCorrect} />}
      {parts.amount && (
        <Chip tone="quiet">{formatAmount(parts.amount.minor, parts.amount.currency, exponent)}</Chip>
      )}
      {parts.tags.map((tag) => (
        <Chip key={tag.name}>{`#${tag.name}`}</Chip>
      ))}
      <Next parts={parts} corrections={corrections} onCorrect={onCorrect} />
      {parts.makes === "followup" && <span className={classes.note}>{t("line-makes-followup")}</span>}
      {parts.problems.map((problem) => (
        <Chip key={problem.code + problem.text} tone="warn">
          {t("line-unread", { text: problem.text, reason: problem.code })}
        </Chip>
      ))}
    </div>
  );
}

function Whom({ parts, corrections, onCorrect, onNew }: Props) {
  const { customer } = parts;
  const named = corrections.chosen?.name ?? customer.name;
  if (named) {
    return (
      <span className={classes.whom}>
        <Chip
          tone="on"
          {...(corrections.chosen && {
            onRemove: () => onCorrect({ chosen: null }),
            removeLabel: t("line-not-this", { name: named }),
          })}
        >
          {named}
        </Chip>
      </span>
    );
  }
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
            onClick={() => onCorrect({ chosen: one })}
          >
            {one.name}
          </button>
        ))}
        {customer.typed && <NewCustomer name={customer.typed} onNew={null} />}
      </span>
    );
  }
  if (customer.state === "unknown") return <NewCustomer name={customer.typed} onNew={onNew} />;
  return <span className={classes.note}>{t("line-missing")}</span>;
}

/** The offer of a new customer; none where others may be meant. */
function NewCustomer({ name, onNew }: { name: string; onNew: (() => void) | null }) {
  if (!onNew) return null;
  return (
    <button type="button" data-answer className={chipClass} data-tone="warn" onClick={onNew}>
      <CompanyIcon size={12} /> {t("line-new", { name })}
    </button>
  );
}

type Part = Pick<Props, "parts" | "corrections" | "onCorrect">;

function When({ parts, corrections, onCorrect }: Part) {
  const on = corrections.on ?? parts.when?.on ?? null;
  const time = corrections.on ? corrections.time : (parts.when?.time ?? null);
  const label = on ? [formatDayAndWeekday(on), time].filter(Boolean).join(" ") : t("line-now");
  return (
    <DayMenu
      value={on ?? today()}
      time={time}
      offers={pastDays()}
      latest={today()}
      onPick={(day, at) => onCorrect({ on: day, time: at })}
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
  );
}

function Kind({ parts, corrections, onCorrect }: Part) {
  const kinds = useVisitKinds().data ?? [];
  const wanted = corrections.kind ?? (parts.kind ? parts.kind.code || parts.kind.name : null);
  const kind = kinds.find((one) => (one.code || one.name) === wanted) ?? kinds[0];
  if (!kind) return null;
  return (
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
          <Menu.Item key={one.id} onClick={() => onCorrect({ kind: one.code || one.name })}>
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Next({ parts, corrections, onCorrect }: Part) {
  const read = parts.next;
  const on = corrections.nextOn === undefined ? (read?.on ?? null) : corrections.nextOn;
  const time = corrections.nextOn === undefined ? (read?.time ?? null) : (corrections.nextTime ?? null);
  const part =
    read?.part && corrections.nextOn === undefined && !time
      ? tCode("line-part-", read.part, {}, "line-part-morning")
      : null;
  const when = on ? [formatDayAndWeekday(on), time ?? part].filter(Boolean).join(" ") : null;
  return (
    <span className={classes.next}>
      <DayMenu
        value={on}
        time={time}
        offers={nextDays()}
        onPick={(day, at) => onCorrect({ nextOn: day, nextTime: at })}
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
      {on && read?.what && <span className={classes.what}>{read.what}</span>}
      {on && (
        <button
          type="button"
          className={classes.drop}
          aria-label={t("line-no-next")}
          title={t("line-no-next")}
          onClick={() => onCorrect({ nextOn: null, nextTime: null })}
        >
          ×
        </button>
      )}
    </span>
  );
}
