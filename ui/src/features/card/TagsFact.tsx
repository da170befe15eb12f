import { useRef } from "react";
import { Chip, chipClass, focusIfLost, toastError } from "../../design";
import { PlusIcon } from "../../design/icons";
import { TagPicker } from "../../design/TagPicker";
import { type Card, call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Facts.module.css";
import { act, useTags } from "./queries";

/** The tags of a customer: taken off with one click, added by typing. */
export function TagsFact({
  card,
  picking,
  onPicking,
}: {
  card: Card;
  picking: boolean;
  onPicking: (picking: boolean) => void;
}) {
  const known = useTags().data?.tags ?? [];
  const customers = { ids: [card.id] };
  const plus = useRef<HTMLButtonElement>(null);
  return (
    <>
      <span className={classes.name}>{t("card-tags")}</span>
      <div className={`${classes.value} ${classes.chips}`}>
        {card.tags.map((tag) => (
          <Chip
            key={tag.id}
            tone="on"
            onRemove={() => {
              void act(() => call("customers_tag", { customers, remove: [tag.name] })).then(() =>
                focusIfLost(() => plus.current),
              );
            }}
            removeLabel={t("card-tag-remove", { name: tag.name })}
          >
            {tag.name}
          </Chip>
        ))}
        {picking ? (
          <TagPicker
            known={known}
            have={card.tags.map((tag) => tag.name)}
            onPick={(name) => void call("customers_tag", { customers, add: [name] }).catch(toastError)}
            onClose={() => {
              onPicking(false);
              focusIfLost(() => plus.current);
            }}
          />
        ) : (
          <button
            ref={plus}
            type="button"
            className={chipClass}
            data-tone="dash"
            aria-label={t("card-tag-add")}
            aria-keyshortcuts="T"
            onClick={() => onPicking(true)}
          >
            <PlusIcon size={12} />
          </button>
        )}
      </div>
    </>
  );
}
