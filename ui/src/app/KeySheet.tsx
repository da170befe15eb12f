import { Modal } from "@mantine/core";
import { chordText } from "../design";
import { t } from "../messages";
import { type Actor, actions, labelOf } from "./actions";
import classes from "./KeySheet.module.css";

/** All keys, by where they act; read from the same list as the palette. */
export function KeySheet({ onClose }: { actor: Actor; onClose: () => void }) {
  const groups = ["anywhere", "list", "card"] as const;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("action-keys")}
      size={720}
      closeButtonProps={{ "aria-label": t("action-close") }}
    >
      <div className={classes.sheet}>
        {groups.map((group) => (
          <section key={group} className={classes.group}>
            <h3>{t(`keys-${group}`)}</h3>
            {actions
              .filter((action) => action.group === group && action.shortcuts.length > 0)
              .map((action) => (
                <div key={action.id} className={classes.key}>
                  <span>{labelOf(action)}</span>
                  <span className={classes.chords}>
                    {action.shortcuts.map((chord) => (
                      <kbd key={chord} className={classes.chord}>
                        {chordText(chord)}
                      </kbd>
                    ))}
                  </span>
                </div>
              ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}
