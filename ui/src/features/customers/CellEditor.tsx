import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { doAndOfferUndo } from "../../design";
import { DayMenu, nextDays } from "../../design/DayMenu";
import { InlineText } from "../../design/InlineText";
import { TagPicker } from "../../design/TagPicker";
import { type CustomerRow, call, type Field, undoing } from "../../ipc";
import { formatDay, formatTime, t } from "../../messages";
import { FieldCellEditor } from "./FieldCellEditor";
import classes from "./Grid.module.css";
import { PickEditor } from "./PickEditor";
import { useOwners, useStages, useTags } from "./queries";
import { steps } from "./steps";

/** How a cell can be edited where it stands. */
export type Editable = "name" | "kind" | "stage" | "owner" | "tags" | "phone" | "next-followup" | "field";

interface Props {
  row: CustomerRow;
  onDone: () => void;
}

/** A cell while it is edited. `onDone` tells when that ends, saved or not. */
export function CellEditor({
  edit,
  row,
  field,
  onDone,
}: Props & { edit: Editable; field?: Field | undefined }) {
  const only = { ids: [row.id] };
  const stages = useStages().data ?? [];
  const owners = useOwners().data ?? [];
  switch (edit) {
    case "name":
      return (
        <InlineText
          editing
          value={row.name}
          label={t("column-name")}
          onSave={(name) => call("customers_edit", { id: row.id, name })}
          onDone={onDone}
        />
      );
    case "kind":
      return (
        <PickEditor
          shown={t(row.kind === "company" ? "kind-company" : "kind-person")}
          options={(["person", "company"] as const).map((kind) => ({
            key: kind,
            name: t(kind === "company" ? "kind-company" : "kind-person"),
            on: kind === row.kind,
            pick: () => void steps.kind(row.id, kind),
          }))}
          onDone={onDone}
        />
      );
    case "stage":
      return (
        <PickEditor
          shown={row.stage ?? t("card-no-stage")}
          options={stages.map(({ id, name, color }) => ({
            key: id,
            name,
            color,
            on: id === row.stage_id,
            pick: () => void steps.stage(only, id),
          }))}
          onDone={onDone}
        />
      );
    case "owner":
      return (
        <PickEditor
          shown={row.owner ?? "—"}
          options={owners.map(({ id, name }) => ({
            key: id,
            name,
            on: name === row.owner,
            pick: () => void steps.owner(only, id),
          }))}
          onDone={onDone}
        />
      );
    case "tags":
      return <TagsEditor row={row} onDone={onDone} />;
    case "phone":
      return <PhoneEditor row={row} onDone={onDone} />;
    case "next-followup":
      return <FollowUpEditor row={row} onDone={onDone} />;
    case "field":
      return field ? <FieldCellEditor row={row} field={field} onDone={onDone} /> : null;
  }
}

/** The tags to put on and take off; stays open for the next one. */
function TagsEditor({ row, onDone }: Props) {
  const known = useTags().data?.tags ?? [];
  return (
    <TagPicker
      wide
      known={known}
      have={row.tags}
      onPick={(name) => void steps.tag({ ids: [row.id] }, name)}
      onDrop={(name) => void steps.untag({ ids: [row.id] }, name)}
      onClose={onDone}
    />
  );
}

/** What is known of a customer beyond its row: needed to change a phone or a follow-up, which are records of their own. */
function useWhole(id: number) {
  return useQuery({ queryKey: ["customers", "card", id], queryFn: () => call("customers_show", { id }) })
    .data;
}

/** The first phone. Emptied, it is taken off. */
function PhoneEditor({ row, onDone }: Props) {
  const card = useWhole(row.id);
  if (!card) return <span className={classes.quiet}>{row.phones[0]}</span>;
  const point = card.contact_points.find((one) => one.kind === "phone");
  return (
    <InlineText
      editing
      clearable={point !== undefined}
      value={point ? point.raw || point.value : ""}
      label={t("column-phone")}
      onSave={async (value) => {
        if (!point)
          await call("contact_points_create", { customer_id: row.id, kind: "phone", value, label: "" });
        else if (value) await call("contact_points_edit", { id: point.id, value });
        else await doAndOfferUndo(() => call("contact_points_trash", { id: point.id }), undoing);
      }}
      onDone={onDone}
    />
  );
}

/** The day of the next follow-up: moved, or made. */
function FollowUpEditor({ row, onDone }: Props) {
  const card = useWhole(row.id);
  const [picked, setPicked] = useState<string | null>(null);
  const on = picked ?? row.next_followup_on;
  const shown = (
    <button type="button" className={classes.edited}>
      {on ? formatDay(on) : "—"}
    </button>
  );
  if (!card) return shown;
  const next = card.next_followup;
  const time = next?.due_at == null ? null : formatTime(next.due_at);
  return (
    <DayMenu
      startsOpen
      value={row.next_followup_on}
      time={time}
      offers={nextDays()}
      onClosed={onDone}
      onPick={(due_on, at) => {
        setPicked(due_on);
        if (due_on !== next?.due_on || at !== time) void steps.followup(row.id, next?.id ?? null, due_on, at);
      }}
    >
      {shown}
    </DayMenu>
  );
}
