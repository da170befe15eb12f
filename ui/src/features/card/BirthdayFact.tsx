import { SegmentedControl } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { chipClass, isComposing } from "../../design";
import { type Birthday, type Card, call } from "../../ipc";
import { birthdayText, errorText, t } from "../../messages";
import classes from "./Facts.module.css";
import { act } from "./queries";

/** The birthday: by the sun or the moon, with or without its year. */
export function BirthdayFact({
  card,
  editing,
  onDone,
}: {
  card: Card;
  editing: boolean;
  onDone: () => void;
}) {
  const [open, setOpen] = useState(editing);
  const close = () => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <span className={classes.name}>{t("card-birthday")}</span>
      <div className={classes.value}>
        {open ? (
          <BirthdayForm id={card.id} birthday={card.birthday} onClose={close} />
        ) : (
          card.birthday && (
            <button
              type="button"
              className={classes.plain}
              aria-label={`${t("card-birthday")}: ${birthdayText(card.birthday)}`}
              onClick={() => setOpen(true)}
            >
              {birthdayText(card.birthday)}
            </button>
          )
        )}
      </div>
    </>
  );
}

function BirthdayForm({
  id,
  birthday,
  onClose,
}: {
  id: number;
  birthday: Birthday | null;
  onClose: () => void;
}) {
  const [calendar, setCalendar] = useState(birthday?.calendar ?? "solar");
  const [year, setYear] = useState(String(birthday?.year ?? ""));
  const [month, setMonth] = useState(String(birthday?.month ?? ""));
  const [day, setDay] = useState(String(birthday?.day ?? ""));
  const [leap, setLeap] = useState(birthday?.leap_month ?? false);
  const [error, setError] = useState<unknown>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = async () => {
    const made: Birthday = {
      calendar,
      year: year.trim() ? Number(year) : null,
      month: Number(month),
      day: Number(day),
      leap_month: calendar === "lunar" && leap,
    };
    try {
      await call("customers_edit", { id, birthday: made });
      onClose();
    } catch (refused) {
      setError(refused);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      void save();
    }
  };
  const number = (
    label: string,
    value: string,
    set: (value: string) => void,
    ref?: React.Ref<HTMLInputElement>,
  ) => (
    <input
      ref={ref}
      className={classes.number}
      inputMode="numeric"
      value={value}
      placeholder={label}
      aria-label={label}
      onChange={(event) => {
        setError(null);
        set(event.target.value.replace(/\D/g, "").slice(0, 4));
      }}
    />
  );
  return (
    <div className={classes.form} role="group" aria-label={t("card-birthday")} onKeyDown={onKeyDown}>
      <SegmentedControl
        size="xs"
        value={calendar}
        onChange={(picked) => setCalendar(picked as Birthday["calendar"])}
        data={[
          { value: "solar", label: t("birthday-solar-calendar") },
          { value: "lunar", label: t("birthday-lunar-calendar") },
        ]}
      />
      {number(t("birthday-year"), year, setYear)}
      {number(t("birthday-month"), month, setMonth, first)}
      {number(t("birthday-day"), day, setDay)}
      {calendar === "lunar" && (
        <button
          type="button"
          className={chipClass}
          data-tone={leap ? "on" : undefined}
          aria-pressed={leap}
          onClick={() => setLeap(!leap)}
        >
          {t("birthday-leap-month")}
        </button>
      )}
      <button
        type="button"
        className={chipClass}
        data-tone="on"
        disabled={!month || !day}
        onClick={() => void save()}
      >
        {t("card-save")}
      </button>
      {birthday && (
        <button
          type="button"
          className={chipClass}
          onClick={() => void act(() => call("customers_edit", { id, birthday: null })).then(onClose)}
        >
          {t("card-clear")}
        </button>
      )}
      {error !== null && (
        <span className={classes.error} role="alert">
          {errorText(error)}
        </span>
      )}
    </div>
  );
}
