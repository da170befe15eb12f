import { Menu } from "@mantine/core";
import { useState } from "react";
import { useIntent } from "../../design";
import { InlineText } from "../../design/InlineText";
import { PlusIcon } from "../../design/icons";
import { type Card, call, type Field, type PointKind } from "../../ipc";
import { t } from "../../messages";
import { BirthdayFact } from "./BirthdayFact";
import { ContactFact, NewContact } from "./ContactFact";
import classes from "./Facts.module.css";
import { FieldFact } from "./FieldFact";
import { NewPoint, POINT_KINDS, PointFact, pointName } from "./PointFact";
import { useFields } from "./queries";
import { TagsFact } from "./TagsFact";

/** What is being added: the row that stands open. */
type Adding =
  | { what: "point"; kind: PointKind; contact?: number }
  | { what: "birthday" | "note" | "contact" }
  | { what: "field"; field: Field };

/** The facts of a customer: only those there are, each edited where it is read; the rest waits in one menu. */
export function Facts({ card }: { card: Card }) {
  const [adding, setAdding] = useState<Adding | null>(null);
  const [tagging, setTagging] = useState(false);
  const fields = (useFields().data ?? []).filter((field) => field.record === "customer");
  const locked = card.trashed_at !== null;
  useIntent("edit-tags", () => setTagging(true), !locked);
  const done = () => setAdding(null);
  const free = fields.filter((field) => !card.fields.some((value) => value.field_id === field.id));
  const points = POINT_KINDS.flatMap((kind) => card.contact_points.filter((point) => point.kind === kind));
  return (
    <fieldset className={classes.facts} disabled={locked} aria-label={t("card-facts")}>
      {points.map((point) => (
        <PointFact key={point.id} point={point} contacts={card.contacts} />
      ))}
      {adding?.what === "point" && (
        <NewPoint customer={card.id} kind={adding.kind} contact={adding.contact} onDone={done} />
      )}
      {card.contacts.map((contact) => (
        <ContactFact
          key={contact.id}
          contact={contact}
          onAddPhone={() => setAdding({ what: "point", kind: "phone", contact: contact.id })}
        />
      ))}
      {adding?.what === "contact" && <NewContact customer={card.id} onDone={done} />}
      <TagsFact card={card} picking={tagging} onPicking={setTagging} />
      {(card.birthday || adding?.what === "birthday") && (
        <BirthdayFact card={card} editing={adding?.what === "birthday"} onDone={done} />
      )}
      {card.fields.map((value) => (
        <FieldFact
          key={value.field_id}
          customer={card.id}
          field={fields.find((field) => field.id === value.field_id)}
          label={value.label}
          unit={value.unit}
          type={value.type}
          value={value.value}
        />
      ))}
      {adding?.what === "field" && (
        <FieldFact
          customer={card.id}
          field={adding.field}
          label={adding.field.label}
          unit={adding.field.unit}
          type={adding.field.type as never}
          value={null}
          onDone={done}
        />
      )}
      {(card.note || adding?.what === "note") && (
        <>
          <span className={classes.name}>{t("card-note")}</span>
          <div className={classes.value}>
            <InlineText
              key={adding?.what === "note" ? "new" : "old"}
              multiline
              clearable
              editing={adding?.what === "note"}
              value={card.note}
              label={t("card-note")}
              onSave={(note) => call("customers_edit", { id: card.id, note })}
              onDone={done}
            />
          </div>
        </>
      )}
      {!locked && (
        <div className={classes.add}>
          <Menu position="bottom-start" returnFocus={false}>
            <Menu.Target>
              <button type="button" className={classes.addButton}>
                <PlusIcon size={12} /> {t("card-add-fact")}
              </button>
            </Menu.Target>
            <Menu.Dropdown mah="22rem" style={{ overflowY: "auto" }}>
              {POINT_KINDS.map((kind) => (
                <Menu.Item key={kind} onClick={() => setAdding({ what: "point", kind })}>
                  {pointName(kind)}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item onClick={() => setAdding({ what: "contact" })}>{t("card-contact")}</Menu.Item>
              {!card.birthday && (
                <Menu.Item onClick={() => setAdding({ what: "birthday" })}>{t("card-birthday")}</Menu.Item>
              )}
              {!card.note && (
                <Menu.Item onClick={() => setAdding({ what: "note" })}>{t("card-note")}</Menu.Item>
              )}
              {free.length > 0 && <Menu.Divider />}
              {free.map((field) => (
                <Menu.Item key={field.id} onClick={() => setAdding({ what: "field", field })}>
                  {field.label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
    </fieldset>
  );
}
