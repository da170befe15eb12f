import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { isComposing } from "../../design";
import { currentLanguage, t } from "../../messages";
import { editSettings, useBookSettings } from "./queries";
import classes from "./Settings.module.css";

/** What the user calls a customer: in Chinese one word, elsewhere one for several, too. */
export function CustomerWords({ id }: { id: string }) {
  const book = useBookSettings().data;
  return (
    <fieldset className={classes.words} aria-labelledby={id}>
      <Word
        label={t("settings-customer-one")}
        usual={t("word-customer")}
        value={book?.customer ?? ""}
        onSave={(customer) => void editSettings({ customer })}
      />
      {currentLanguage() !== "zh-CN" && (
        <Word
          label={t("settings-customer-several")}
          usual={t("word-customers")}
          value={book?.customers ?? ""}
          onSave={(customers) => void editSettings({ customers })}
        />
      )}
    </fieldset>
  );
}

/** Enter and leaving save, Escape takes back, empty is the usual word. */
function Word({
  label,
  usual,
  value,
  onSave,
}: {
  label: string;
  usual: string;
  value: string;
  onSave: (word: string) => void;
}) {
  const [text, setText] = useState(value);
  const dropped = useRef(false);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      w="8rem"
      aria-label={label}
      placeholder={usual}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape") {
          event.stopPropagation();
          dropped.current = true;
        }
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
      onBlur={() => {
        const wanted = text.trim();
        if (dropped.current) setText(value);
        else if (wanted !== value) onSave(wanted);
        dropped.current = false;
      }}
    />
  );
}
