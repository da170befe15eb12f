import { Menu } from "@mantine/core";
import { Fragment, memo, useRef, useState } from "react";
import { focusIfLost, useIntent } from "../../design";
import { InlineText } from "../../design/InlineText";
import { PlusIcon } from "../../design/icons";
import { LazyMenu } from "../../design/LazyMenu";
import { shownFields } from "../../design/shown";
import { type Card, call, type Field, type PointKind, type ValueRow } from "../../ipc";
import { t } from "../../messages";
import { BirthdayFact } from "./BirthdayFact";
import { CadenceFact } from "./CadenceFact";
import { ContactFact, NewContact } from "./ContactFact";
import classes from "./Facts.module.css";
import { FieldFact } from "./FieldFact";
import { PlaceFact } from "./PlaceFact";
import { NewPoint, POINT_KINDS, PointFact, pointName } from "./PointFact";
import { useFields } from "./queries";
import { SegmentsFact } from "./SegmentsFact";
import { TagsFact } from "./TagsFact";

/** What is being added: the row that stands open. */
type Adding =
  | { what: "point"; kind: PointKind; contact?: number }
  | { what: "birthday" | "note" | "contact" | "place" | "cadence" }
  | { what: "field"; field: Field };

/**
 * The facts of a customer, each edited where it is read: only those there are, the rest waits in one menu. With `whole`
 * all of them in sections, the empty ones too.
 */
export const Facts = memo(function Facts({ card, whole = false }: { card: Card; whole?: boolean }) {
  const [adding, setAdding] = useState<Adding | null>(null);
  const [tagging, setTagging] = useState(false);
  // Until the fields are known, what the card itself tells of them is enough to read it.
  const fields = (useFields().data ?? card.fields.map(fieldOfValue)).filter(
    (field) => field.record === "customer",
  );
  const locked = card.trashed_at !== null;
  useIntent("edit-tags", () => setTagging(true), !locked);
  const more = useRef<HTMLButtonElement>(null);
  const done = () => {
    setAdding(null);
    focusIfLost(() => more.current);
  };
  const add = (what: Adding) => () => setAdding(what);
  const held = (id: number) => card.fields.find((value) => value.field_id === id)?.value ?? null;
  const shown = shownFields(fields, held);
  const free = shown.filter((field) => !held(field.id));
  // Of the empty ones those that ought to be filled in stand there; the others wait in the menu.
  const sections = inSections(
    shown.filter((field) => held(field.id) || (!locked && (whole || field.required))),
  );
  const points = POINT_KINDS.flatMap((kind) => card.contact_points.filter((point) => point.kind === kind));
  const note =
    card.note || adding?.what === "note" ? (
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
            onSave={(text) => call("customers_edit", { id: card.id, note: text })}
            onDone={done}
          />
        </div>
      </>
    ) : (
      whole && !locked && <Blank name={t("card-note")} onAdd={add({ what: "note" })} />
    );
  return (
    <fieldset
      className={classes.facts}
      data-whole={whole || undefined}
      disabled={locked}
      aria-label={t("card-facts")}
    >
      {whole && <h3 className={classes.section}>{t("card-section-points")}</h3>}
      {points.map((point) => (
        <PointFact key={point.id} point={point} contacts={card.contacts} />
      ))}
      {whole &&
        !locked &&
        POINT_KINDS.filter((kind) => !points.some((point) => point.kind === kind)).map((kind) => (
          <Blank key={kind} name={pointName(kind)} onAdd={add({ what: "point", kind })} />
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
      {whole && <h3 className={classes.section}>{t("card-section-about")}</h3>}
      <TagsFact card={card} picking={tagging} onPicking={setTagging} />
      {!locked && <SegmentsFact customer={card.id} />}
      {(card.birthday || adding?.what === "birthday") && (
        <BirthdayFact card={card} editing={adding?.what === "birthday"} onDone={done} />
      )}
      {whole && !locked && !card.birthday && adding?.what !== "birthday" && (
        <Blank name={t("card-birthday")} onAdd={add({ what: "birthday" })} />
      )}
      {(card.place || adding?.what === "place") && (
        <PlaceFact card={card} editing={adding?.what === "place"} onDone={done} />
      )}
      {(card.rhythm.days !== null || card.rhythm.usual !== null || adding?.what === "cadence") && (
        <CadenceFact card={card} editing={adding?.what === "cadence"} onDone={done} />
      )}
      {whole && note}
      {sections.map(({ section, fields: here }) => (
        <Fragment key={section}>
          {(whole || section) && <h3 className={classes.section}>{section || t("card-section-fields")}</h3>}
          {here.map((field) => {
            const value = held(field.id);
            return value || (adding?.what === "field" && adding.field.id === field.id) ? (
              value && (
                <FieldFact
                  key={field.id}
                  customer={card.id}
                  field={field}
                  label={field.label}
                  unit={field.unit}
                  type={field.type}
                  value={value}
                />
              )
            ) : (
              <Blank
                key={field.id}
                name={field.label}
                help={field.help}
                required={field.required}
                onAdd={add({ what: "field", field })}
              />
            );
          })}
        </Fragment>
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
      {!whole && note}
      {!locked && (
        <div className={classes.add}>
          <LazyMenu
            returnFocus={false}
            mah="22rem"
            button={
              <button ref={more} type="button" className={classes.addButton}>
                <PlusIcon size={12} /> {t("card-add-fact")}
              </button>
            }
          >
            {POINT_KINDS.map((kind) => (
              <Menu.Item key={kind} onClick={add({ what: "point", kind })}>
                {pointName(kind)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={add({ what: "contact" })}>{t("card-contact")}</Menu.Item>
            {!card.birthday && (
              <Menu.Item onClick={add({ what: "birthday" })}>{t("card-birthday")}</Menu.Item>
            )}
            {!card.place && <Menu.Item onClick={add({ what: "place" })}>{t("card-position")}</Menu.Item>}
            {card.rhythm.days === null && card.rhythm.usual === null && (
              <Menu.Item onClick={add({ what: "cadence" })}>{t("card-cadence")}</Menu.Item>
            )}
            {!card.note && <Menu.Item onClick={add({ what: "note" })}>{t("card-note")}</Menu.Item>}
            {free.length > 0 && <Menu.Divider />}
            {free.map((field) => (
              <Menu.Item key={field.id} onClick={add({ what: "field", field })}>
                {field.label}
              </Menu.Item>
            ))}
          </LazyMenu>
        </div>
      )}
    </fieldset>
  );
});

/** A field as the card tells of it. */
function fieldOfValue({ field_id, label, type, unit }: ValueRow): Field {
  return {
    id: field_id,
    uid: "",
    record: "customer",
    label,
    type,
    unit,
    help: "",
    section: "",
    required: false,
    in_lists: true,
    default: null,
    shown_if: null,
    kinds: [],
    options: [],
  };
}

/** Fields under their headings, those without one first; each heading where its first field stands. */
function inSections(fields: Field[]): Array<{ section: string; fields: Field[] }> {
  const names = [...new Set(fields.map((field) => field.section))];
  names.sort((a, b) => Number(a !== "") - Number(b !== ""));
  return names.map((section) => ({ section, fields: fields.filter((field) => field.section === section) }));
}

/** A fact that is not known yet: a click, and it is typed. */
function Blank({
  name,
  help = "",
  required = false,
  onAdd,
}: {
  name: string;
  help?: string;
  required?: boolean;
  onAdd: () => void;
}) {
  return (
    <>
      <span
        className={classes.name}
        title={[name, help].filter(Boolean).join("\n")}
        data-required={required || undefined}
      >
        {name}
      </span>
      <div className={classes.value}>
        <button type="button" className={`${classes.plain} ${classes.blank}`} onClick={onAdd}>
          <span className="visually-hidden">{name}: </span>—
        </button>
      </div>
    </>
  );
}
