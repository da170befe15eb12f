import { Button, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "dayjs/locale/zh-cn";
import { type FormEvent, useState } from "react";
import { isComposing } from "../../design";
import { IconButton } from "../../design/IconButton";
import { CloseIcon } from "../../design/icons";
import { month } from "../../design/month";
import type { ClosedDays } from "../../ipc";
import { formatLongDay, t } from "../../messages";
import { editSettings } from "./queries";
import classes from "./Settings.module.css";

const spanText = ({ from, to }: ClosedDays) =>
  from === to ? formatLongDay(from) : `${formatLongDay(from)} – ${formatLongDay(to)}`;

/** Days on which one is closed: those that are said, and a line for more. */
export function ClosedDaysPart({ days }: { days: ClosedDays[] }) {
  return (
    <section aria-label={t("opening-days")}>
      <h3 className={classes.part}>{t("opening-days")}</h3>
      {days.length === 0 && <p className={classes.about}>{t("opening-none")}</p>}
      <ul className={classes.items}>
        {days.map((one) => (
          <li key={`${one.from} ${one.to} ${one.name}`} className={classes.item}>
            <span>{spanText(one)}</span>
            <span className={classes.count}>{one.name}</span>
            <IconButton
              size="sm"
              label={t("opening-remove", { what: spanText(one) })}
              onClick={() => void editSettings({ closed_days: days.filter((other) => other !== one) })}
            >
              <CloseIcon size={12} />
            </IconButton>
          </li>
        ))}
      </ul>
      <NewDays days={days} />
    </section>
  );
}

function NewDays({ days }: { days: ClosedDays[] }) {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [name, setName] = useState("");
  async function add(event: FormEvent) {
    event.preventDefault();
    if (!from) return;
    const closed = { from, to: to ?? from, name: name.trim() };
    if (await editSettings({ closed_days: [...days, closed] })) {
      setFrom(null);
      setTo(null);
      setName("");
    }
  }
  const common = {
    w: "11rem",
    valueFormat: "YYYY-MM-DD",
    ...month(),
  } as const;
  return (
    <form className={`${classes.span} ${classes.newDays}`} onSubmit={(event) => void add(event)}>
      <DatePickerInput
        {...common}
        aria-label={t("opening-days-from")}
        placeholder={t("opening-days-from")}
        value={from}
        onChange={setFrom}
      />
      <DatePickerInput
        {...common}
        aria-label={t("opening-days-to")}
        placeholder={t("opening-days-to")}
        value={to}
        minDate={from ?? undefined}
        onChange={setTo}
      />
      <TextInput
        w="12rem"
        aria-label={t("opening-days-name")}
        placeholder={t("opening-days-name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => isComposing(event) && event.stopPropagation()}
      />
      <Button type="submit" variant="default" disabled={!from}>
        {t("opening-days-add")}
      </Button>
    </form>
  );
}
