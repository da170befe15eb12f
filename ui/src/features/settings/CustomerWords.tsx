import { currentLanguage, t } from "../../messages";
import { editSettings, useBookSettings } from "./queries";
import { SavedText } from "./SavedText";
import classes from "./Settings.module.css";

/** What the user calls a customer: in Chinese one word, elsewhere one for several, too. Empty is the usual word. */
export function CustomerWords({ id }: { id: string }) {
  const book = useBookSettings().data;
  return (
    <fieldset className={classes.words} aria-labelledby={id}>
      <SavedText
        label={t("settings-customer-one")}
        hint={t("word-customer")}
        value={book?.customer ?? ""}
        onSave={(customer) => void editSettings({ customer })}
      />
      {currentLanguage() !== "zh-CN" && (
        <SavedText
          label={t("settings-customer-several")}
          hint={t("word-customers")}
          value={book?.customers ?? ""}
          onSave={(customers) => void editSettings({ customers })}
        />
      )}
    </fieldset>
  );
}
