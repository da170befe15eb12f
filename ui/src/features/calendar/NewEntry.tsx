import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { call } from "../../ipc";
import { errorText, formatLongDay, t } from "../../messages";
import type { Finder } from "./CalendarPage";
import classes from "./CalendarPage.module.css";
import { onDay } from "./queries";

/** A place in the calendar: a day, or a span of it. */
export interface Slot {
  on: string;
  time: string | null;
  ends: string | null;
}

/** Makes a follow-up, or an appointment, where one dragged: for whom, then what. */
export function NewEntry({ slot, find, onClose }: { slot: Slot; find: Finder; onClose: () => void }) {
  const [who, setWho] = useState<{ id: number; name: string } | null>(null);
  const [what, setWhat] = useState("");
  const [error, setError] = useState<unknown>(null);
  const when = slot.time ? `${slot.time}–${slot.ends}` : t("today-all-day");
  const save = async () => {
    if (!who) return;
    try {
      const made = await onDay((allow_past) =>
        call("followups_create", {
          customer_id: who.id,
          due_on: slot.on,
          what: what.trim(),
          allow_past,
          ...(slot.time && slot.ends && { time: slot.time, ends: slot.ends }),
        }),
      );
      if (made) onClose();
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t("calendar-new")}>
        {who === null ? (
          find({ onPick: setWho })
        ) : (
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <p>
              <strong>{who.name}</strong>{" "}
              <span className={classes.quiet}>
                {formatLongDay(slot.on)} {when}
              </span>
            </p>
            <TextInput
              data-autofocus
              autoFocus
              value={what}
              placeholder={t("card-next-what")}
              aria-label={t("card-next-what")}
              onChange={(event) => setWhat(event.currentTarget.value)}
              onKeyDown={(event) => event.nativeEvent.isComposing && event.stopPropagation()}
            />
            {error !== null && <p role="alert">{errorText(error)}</p>}
            <Button type="submit" size="sm">
              {t("calendar-book")}
            </Button>
          </form>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
