import { Menu } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DayMenu, pastDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { CheckIcon, ClipIcon, PlusIcon, TrashIcon } from "../../design/icons";
import { LazyMenu } from "../../design/LazyMenu";
import { type ContactRow, call, type Field, type TimelineEntry, type VisitKind } from "../../ipc";
import { t, today } from "../../messages";
import { Files } from "./FilesPart";
import { chooseAndAttach } from "./files";
import { act } from "./queries";
import classes from "./Timeline.module.css";
import { VisitValues } from "./VisitValues";
import { When } from "./When";

type Visit = TimelineEntry;

/** What every visit is read by: asked for once for all of them. */
export interface Known {
  fields: Field[];
  kinds: VisitKind[];
}

/** A visit: its text in full, edited where it is read; kind, contact and day change by a click. */
export function VisitEntry({
  visit,
  customer,
  contacts,
  locked,
  known,
}: {
  visit: Visit;
  customer: number;
  /** The contacts of the customer, one of whom the visit may have been with. */
  contacts: ContactRow[];
  locked: boolean;
  known: Known;
}) {
  const [adding, setAdding] = useState(false);
  const edit = (part: { summary?: string; outcome?: string }) =>
    call("visits_edit", { id: visit.id, ...part });
  if (locked) {
    return (
      <Frame
        kind={<span>{visit.label}</span>}
        who={visit.contact && <span>{t("timeline-with", { contact: visit.contact })}</span>}
        when={<When on={visit.on} at={visit.at} />}
      >
        <p className={classes.text}>{visit.text}</p>
        {visit.outcome && <p className={classes.outcome}>{visit.outcome}</p>}
        <VisitValues visit={visit} customer={customer} known={known} locked />
        {visit.files.length > 0 && <Files files={visit.files} locked />}
      </Frame>
    );
  }
  return (
    <Frame
      kind={<KindMenu visit={visit} kinds={known.kinds} />}
      who={<WhoMenu visit={visit} contacts={contacts} />}
      when={<DayButton visit={visit} />}
      tools={<Tools visit={visit} customer={customer} onAddOutcome={() => setAdding(true)} />}
    >
      <div className={classes.text}>
        <InlineText
          multiline
          value={visit.text}
          label={t("timeline-visit-text")}
          placeholder={t("timeline-no-text")}
          onSave={(summary) => edit({ summary })}
        />
      </div>
      {(visit.outcome || adding) && (
        <div className={classes.outcome}>
          <InlineText
            multiline
            clearable
            editing={adding}
            value={visit.outcome}
            label={t("timeline-outcome")}
            onSave={(outcome) => edit({ outcome })}
            onDone={() => setAdding(false)}
          />
        </div>
      )}
      <VisitValues visit={visit} customer={customer} known={known} locked={false} />
      {visit.files.length > 0 && (
        <div className={classes.files}>
          <Files files={visit.files} locked={false} />
        </div>
      )}
    </Frame>
  );
}

function Frame({
  kind,
  who,
  when,
  tools,
  children,
}: {
  kind: ReactNode;
  who: ReactNode;
  when: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className={classes.entry} data-visit>
      <header className={classes.head}>
        {kind}
        {who}
        {tools}
        {when}
      </header>
      {children}
    </li>
  );
}

function KindMenu({ visit, kinds }: { visit: Visit; kinds: VisitKind[] }) {
  return (
    <LazyMenu
      button={
        <button type="button" className={classes.part} aria-label={t("timeline-kind", { kind: visit.label })}>
          {visit.label}
        </button>
      }
    >
      {kinds.map((kind) => (
        <Menu.Item
          key={kind.id}
          onClick={() => void act(() => call("visits_edit", { id: visit.id, kind: kind.code || kind.name }))}
        >
          {kind.name}
        </Menu.Item>
      ))}
    </LazyMenu>
  );
}

/** With whom it was. Who is no contact any more is still told, and can be replaced. */
function WhoMenu({ visit, contacts }: { visit: Visit; contacts: ContactRow[] }) {
  if (contacts.length === 0 && !visit.contact) return null;
  const put = (contact_id: number | null) => () =>
    void (contact_id !== visit.contact_id && act(() => call("visits_edit", { id: visit.id, contact_id })));
  const mark = (id: number | null) => (id === visit.contact_id ? <CheckIcon size={13} /> : undefined);
  return (
    <LazyMenu
      mah="20rem"
      button={
        <button type="button" className={visit.contact ? classes.part : `${classes.part} ${classes.offer}`}>
          <span className="visually-hidden">{t("timeline-contact")} </span>
          {visit.contact ? t("timeline-with", { contact: visit.contact }) : t("timeline-no-contact")}
        </button>
      }
    >
      {contacts.map((contact) => (
        <Menu.Item key={contact.id} rightSection={mark(contact.id)} onClick={put(contact.id)}>
          {contact.role ? t("contact-with-role", { name: contact.name, role: contact.role }) : contact.name}
        </Menu.Item>
      ))}
      {visit.contact && <Menu.Item onClick={put(null)}>{t("timeline-with-nobody")}</Menu.Item>}
    </LazyMenu>
  );
}

function DayButton({ visit }: { visit: Visit }) {
  return (
    <DayMenu
      value={visit.on}
      offers={pastDays()}
      latest={today()}
      onPick={(on) => on !== visit.on && void act(() => call("visits_edit", { id: visit.id, on }))}
    >
      <button type="button" className={classes.part}>
        <When on={visit.on} at={visit.at} />
      </button>
    </DayMenu>
  );
}

function Tools({
  visit,
  customer,
  onAddOutcome,
}: {
  visit: Visit;
  customer: number;
  onAddOutcome: () => void;
}) {
  return (
    <span className={classes.tools}>
      {!visit.outcome && (
        <IconButton
          size="xs"
          className={classes.tool}
          label={t("timeline-add-outcome")}
          onClick={onAddOutcome}
        >
          <PlusIcon size={13} />
        </IconButton>
      )}
      <IconButton
        size="xs"
        className={classes.tool}
        label={t("files-add")}
        onClick={() => void chooseAndAttach(customer, visit.id)}
      >
        <ClipIcon size={13} />
      </IconButton>
      <IconButton
        size="xs"
        className={classes.tool}
        label={t("timeline-visit-trash")}
        onClick={() => void act(() => call("visits_trash", { id: visit.id }))}
      >
        <TrashIcon size={13} />
      </IconButton>
    </span>
  );
}
