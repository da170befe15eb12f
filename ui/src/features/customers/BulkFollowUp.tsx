import "@mantine/dates/styles.css";
import "dayjs/locale/zh-cn";
import { Button, Popover, Select, TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { type KeyboardEvent, useState } from "react";
import { chipClass, isComposing, useIntent } from "../../design";
import { nextDays } from "../../design/DayMenu";
import { month } from "../../design/month";
import { TimeBox } from "../../design/TimeBox";
import type { Priority, Selection } from "../../ipc";
import { formatCount, formatDayAndWeekday, t } from "../../messages";
import { BulkButton } from "./BulkButton";
import classes from "./CustomersPage.module.css";
import { steps } from "./steps";

/** Makes the same follow-up for all that are chosen, one each, in one step. */
export function BulkFollowUp({ customers, count }: { customers: Selection; count: number }) {
  const [open, setOpen] = useState(false);
  useIntent("add-followup", () => setOpen(true));
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={300} trapFocus>
      <Popover.Target>
        <BulkButton onClick={() => setOpen(!open)}>{t("bulk-followup")}</BulkButton>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        {open && <Form customers={customers} count={count} onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Form({ customers, count, onDone }: { customers: Selection; count: number; onDone: () => void }) {
  const offers = nextDays();
  const [what, setWhat] = useState("");
  const [on, setOn] = useState(offers[0]?.on ?? "");
  const [time, setTime] = useState<{ at: string | null; unread: boolean }>({ at: null, unread: false });
  const [priority, setPriority] = useState<Priority>("normal");
  async function plan() {
    if (time.unread) return;
    const due = { due_on: on, what: what.trim(), priority, ...(time.at && { time: time.at }) };
    if (await steps.followups(customers, due)) onDone();
  }
  // While an input method composes, Enter takes its candidate and nothing else.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && isComposing(event)) event.preventDefault();
  };
  return (
    <form
      className={classes.set}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void plan();
      }}
    >
      <TextInput
        data-autofocus
        size="xs"
        value={what}
        placeholder={t("card-next-what")}
        aria-label={t("card-next-what")}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <div className={classes.offers}>
        {offers.map((offer) => (
          <button
            key={offer.on}
            type="button"
            className={chipClass}
            data-tone={offer.on === on ? "on" : undefined}
            aria-pressed={offer.on === on}
            onClick={() => setOn(offer.on)}
          >
            {offer.label} {formatDayAndWeekday(offer.on)}
          </button>
        ))}
      </div>
      <DatePicker
        size="xs"
        highlightToday
        aria-label={t("bulk-followup-pick")}
        {...month()}
        value={on}
        onChange={(day) => day && setOn(day)}
      />
      <div className={classes.offers}>
        <TimeBox
          value={null}
          label={t("card-next-time")}
          onChange={(at, unread) => setTime({ at, unread })}
        />
        <Select
          size="xs"
          w={110}
          aria-label={t("followup-priority")}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={(["high", "normal", "low"] as const).map((value) => ({
            value,
            label: t(`followup-priority-${value}`),
          }))}
          value={priority}
          onChange={(value) => setPriority((value ?? "normal") as Priority)}
        />
      </div>
      <Button type="submit" size="compact-sm">
        {t("bulk-followup-do", { count, text: formatCount(count) })}
      </Button>
    </form>
  );
}
