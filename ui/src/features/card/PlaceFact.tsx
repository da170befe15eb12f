import { InlineText } from "../../design/InlineText";
import { type Card, type CustomerPlace, call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Facts.module.css";

/** How exactly it is known, where that is not the very spot. */
function precisionText(place: CustomerPlace): string | null {
  switch (place.precision) {
    case "town":
      return t("place-town");
    case "district":
      return t("place-district");
    case "city":
      return t("place-city");
    case "province":
      return t("place-province");
    default:
      return null;
  }
}

/** Where the customer is: coordinates, a link of a map, a town; or else where the address is, as exactly as it tells. */
export function PlaceFact({ card, editing, onDone }: { card: Card; editing: boolean; onDone: () => void }) {
  const { place } = card;
  const own = place && place.source !== "address" ? place.text : "";
  const about = place && [place.source === "address" ? place.text : null, precisionText(place)];
  return (
    <>
      <span className={classes.name}>{t("card-position")}</span>
      <div className={classes.value}>
        <InlineText
          key={editing ? "new" : "old"}
          clearable
          editing={editing}
          value={own}
          label={t("card-position")}
          placeholder={t("card-position-hint")}
          onSave={(text) => call("customers_place", { customer_id: card.id, text })}
          onDone={onDone}
        />
        {about?.some(Boolean) && <span className={classes.about}>{about.filter(Boolean).join(" · ")}</span>}
      </div>
    </>
  );
}
