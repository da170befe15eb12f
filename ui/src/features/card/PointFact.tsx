import { useState } from "react";
import { toast } from "../../design";
import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { CopyIcon, LabelIcon, MailIcon, OpenOutsideIcon, PhoneIcon, TrashIcon } from "../../design/icons";
import { type ContactPoint, type ContactRow, call, type PointKind } from "../../ipc";
import { formatPhone, t } from "../../messages";
import { copyContact } from "./copying";
import classes from "./Facts.module.css";
import { urlOf } from "./links";
import { OpenOutside } from "./OpenOutside";
import { act, useSettings } from "./queries";

/** The kinds of contact points in the order of the card. */
export const POINT_KINDS: PointKind[] = ["phone", "wechat", "email", "address", "website"];

/** What a kind of contact point is called. */
export function pointName(kind: PointKind): string {
  switch (kind) {
    case "phone":
      return t("card-phone");
    case "email":
      return t("card-email");
    case "wechat":
      return t("card-wechat");
    case "address":
      return t("card-address");
    case "website":
      return t("card-website");
  }
}

/** What opening a contact point of this kind is called. */
function openName(kind: PointKind, value: string): string {
  if (kind === "website") return t("card-open-website", { value });
  return kind === "phone" ? t("card-call") : t("card-write");
}

function OpenIcon({ kind }: { kind: PointKind }) {
  if (kind === "website") return <OpenOutsideIcon size={14} />;
  return kind === "phone" ? <PhoneIcon size={14} /> : <MailIcon size={14} />;
}

/** One contact point: the value to edit, whose it is, and what can be done with it. */
export function PointFact({ point, contacts }: { point: ContactPoint; contacts: ContactRow[] }) {
  const home = useSettings().data?.home_country ?? "CN";
  const [labelling, setLabelling] = useState(false);
  const name = pointName(point.kind);
  const contact = contacts.find((one) => one.id === point.contact_id);
  const [number, extension] = point.value.split(";ext=");
  const phone = formatPhone(number ?? "", home);
  const shown =
    point.kind !== "phone" ? point.value : extension ? t("card-extension", { phone, extension }) : phone;
  const url = urlOf(point);
  const copy = async () => {
    if (await copyContact(point.kind === "phone" ? (number ?? point.value) : point.value)) {
      toast(t("card-copied", { value: shown }));
    }
  };
  return (
    <>
      <span className={classes.name}>{name}</span>
      <div className={classes.value}>
        <InlineText
          value={point.kind === "phone" ? point.raw || point.value : point.value}
          label={name}
          onSave={(value) => call("contact_points_edit", { id: point.id, value })}
        >
          {shown}
        </InlineText>
        {contact && <span className={classes.aside}>{contactSaid(contact)}</span>}
        {(point.label || labelling) && (
          <span className={classes.aside}>
            <InlineText
              key={labelling ? "new" : "old"}
              editing={labelling}
              clearable
              value={point.label}
              label={t("card-label")}
              placeholder={t("card-label")}
              onSave={(label) => call("contact_points_edit", { id: point.id, label })}
              onDone={() => setLabelling(false)}
            />
          </span>
        )}
        <div className={classes.tools}>
          <IconButton size="sm" label={t("card-copy", { value: shown })} onClick={() => void copy()}>
            <CopyIcon size={14} />
          </IconButton>
          {url && (
            <OpenOutside url={url} label={openName(point.kind, shown)}>
              <OpenIcon kind={point.kind} />
            </OpenOutside>
          )}
          {!point.label && (
            <IconButton size="sm" label={t("card-add-label")} onClick={() => setLabelling(true)}>
              <LabelIcon size={14} />
            </IconButton>
          )}
          <IconButton
            size="sm"
            label={t("card-remove", { value: shown })}
            onClick={() => void act(() => call("contact_points_trash", { id: point.id }))}
          >
            <TrashIcon size={14} />
          </IconButton>
        </div>
      </div>
    </>
  );
}

/** A contact as it stands beside a phone: 王芳 · 店主. */
export function contactSaid(contact: ContactRow): string {
  return contact.role ? t("contact-with-role", { name: contact.name, role: contact.role }) : contact.name;
}

/** The row in which a contact point is typed. */
export function NewPoint({
  customer,
  kind,
  contact,
  onDone,
}: {
  customer: number;
  kind: PointKind;
  contact: number | undefined;
  onDone: () => void;
}) {
  return (
    <>
      <span className={classes.name}>{pointName(kind)}</span>
      <div className={classes.value}>
        <InlineText
          editing
          value=""
          label={pointName(kind)}
          onSave={(value) =>
            call("contact_points_create", {
              customer_id: customer,
              ...(contact !== undefined && { contact_id: contact }),
              kind,
              value,
            })
          }
          onDone={onDone}
        />
      </div>
    </>
  );
}
