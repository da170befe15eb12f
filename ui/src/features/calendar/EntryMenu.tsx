import { Popover } from "@mantine/core";
import { Link } from "react-router";
import { chipClass } from "../../design";
import { call } from "../../ipc";
import { formatLongDay, formatTime, t } from "../../messages";
import classes from "./CalendarPage.module.css";
import type { Entry } from "./events";
import { act } from "./queries";

/** What an entry says, and what can be done about it: done, nobody came, dropped. */
export function EntryMenu({ entry, at, onClose }: { entry: Entry; at: DOMRect; onClose: () => void }) {
  const { customer_id, customer, what, on, time } = told(entry);
  const followup = entry.kind === "followup" && entry.followup.state === "open" ? entry.followup : null;
  const close = (take: () => Promise<unknown>) => {
    onClose();
    void act(take);
  };
  return (
    <Popover opened onChange={(open) => !open && onClose()} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <span
          className={classes.anchor}
          style={{ left: at.left, top: at.top, width: at.width, height: at.height }}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={customer}>
        <p>
          <Link to={`/customers/${customer_id}`}>{customer}</Link>
        </p>
        <p className={classes.quiet}>{[formatLongDay(on), time].filter(Boolean).join(" ")}</p>
        {what && <p>{what}</p>}
        {followup && (
          <div className={classes.tools}>
            <button
              type="button"
              className={chipClass}
              onClick={() => close(() => call("followups_finish", { id: followup.id }))}
            >
              {t("card-next-done")}
            </button>
            {followup.ends_at !== null && (
              <button
                type="button"
                className={chipClass}
                onClick={() => close(() => call("followups_miss", { id: followup.id }))}
              >
                {t("calendar-no-show")}
              </button>
            )}
            <button
              type="button"
              className={chipClass}
              onClick={() => close(() => call("followups_drop", { id: followup.id }))}
            >
              {t("card-next-drop")}
            </button>
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function told(entry: Entry) {
  const span = (at: number | null, ends: number | null) =>
    at === null ? "" : ends === null ? formatTime(at) : `${formatTime(at)}–${formatTime(ends)}`;
  switch (entry.kind) {
    case "followup": {
      const { customer_id, customer, what, place, due_on, due_at, ends_at } = entry.followup;
      const all = [what, place].filter(Boolean).join(" · ");
      return { customer_id, customer, what: all, on: due_on, time: span(due_at, ends_at) };
    }
    case "turn": {
      const { customer_id, customer, what, on, at, ends_at } = entry.turn;
      const again = t("calendar-comes-again");
      return {
        customer_id,
        customer,
        what: [what, again].filter(Boolean).join(" · "),
        on,
        time: span(at, ends_at),
      };
    }
    case "birthday": {
      const { customer_id, customer, on } = entry.birthday;
      return { customer_id, customer, what: t("today-birthday"), on, time: "" };
    }
  }
}
