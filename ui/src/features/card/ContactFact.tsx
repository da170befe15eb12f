import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { PhoneIcon, TrashIcon } from "../../design/icons";
import { type ContactRow, call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Facts.module.css";
import { act } from "./queries";

/** A contact of a company: name and role. */
export function ContactFact({ contact, onAddPhone }: { contact: ContactRow; onAddPhone: () => void }) {
  return (
    <>
      <span className={classes.name}>{t("card-contact")}</span>
      <div className={classes.value}>
        <div className={classes.line}>
          <InlineText
            value={contact.name}
            label={t("card-contact-name")}
            onSave={(name) => call("contacts_edit", { id: contact.id, name })}
          />
          <InlineText
            clearable
            value={contact.role}
            label={t("card-contact-role")}
            placeholder={t("card-contact-role")}
            onSave={(role) => call("contacts_edit", { id: contact.id, role })}
          />
        </div>
        <div className={classes.tools}>
          <IconButton size="sm" label={t("card-add-phone-of", { name: contact.name })} onClick={onAddPhone}>
            <PhoneIcon size={14} />
          </IconButton>
          <IconButton
            size="sm"
            label={t("card-remove", { value: contact.name })}
            onClick={() => void act(() => call("contacts_trash", { id: contact.id }))}
          >
            <TrashIcon size={14} />
          </IconButton>
        </div>
      </div>
    </>
  );
}

/** The row in which a contact is typed: the name; the role follows in place. */
export function NewContact({ customer, onDone }: { customer: number; onDone: () => void }) {
  return (
    <>
      <span className={classes.name}>{t("card-contact")}</span>
      <div className={classes.value}>
        <InlineText
          editing
          value=""
          label={t("card-contact-name")}
          placeholder={t("card-contact-name")}
          onSave={(name) => call("contacts_create", { customer_id: customer, name })}
          onDone={onDone}
        />
      </div>
    </>
  );
}
