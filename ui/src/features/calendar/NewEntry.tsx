import { Button, Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { closedText } from "../../design/openings";
import { call } from "../../ipc";
import { errorText, formatLongDay, t } from "../../messages";
import type { Finder } from "./CalendarPage";
import classes from "./CalendarPage.module.css";
import { overlapText } from "./overlaps";
import { onDay } from "./queries";

/** A place in the calendar: a day, or a span of it. */
export interface Slot {
  on: string;
  time: string | null;
  ends: string | null;
}

/** What else is at that time, and whether one is open then: a word before it is booked anyway. */
function useWords({ on, time, ends }: Slot): string[] {
  const found = useQuery({
    queryKey: ["customers", "slot", on, time, ends],
    queryFn: async () => {
      const span = time && ends ? { time, ends } : null;
      const [closed, others] = await Promise.all([
        call("openings_look", { on, ...span }),
        span ? call("followups_overlaps", { due_on: on, ...span }) : [],
      ]);
      return [...others.slice(0, 3).map(overlapText), ...(closed ? [closedText(closed)] : [])];
    },
  });
  return found.data ?? [];
}

/** Makes a follow-up, or an appointment, where one dragged: for whom, then what. */
export function NewEntry({ slot, find, onClose }: { slot: Slot; find: Finder; onClose: () => void }) {
  const [who, setWho] = useState<{ id: number; name: string } | null>(null);
  const [what, setWhat] = useState("");
  const [error, setError] = useState<unknown>(null);
  const words = useWords(slot);
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
          find({ label: t("calendar-new-whom"), onPick: setWho })
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
            {words.length > 0 && (
              <p role="note" className={classes.word}>
                {words.join(" ")}
              </p>
            )}
            {error !== null && <p role="alert">{errorText(error)}</p>}
            <Button type="submit" size="sm">
              {words.length > 0 ? t("followup-all-the-same") : t("calendar-book")}
            </Button>
          </form>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
