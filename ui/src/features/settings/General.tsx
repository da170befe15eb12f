import { SegmentedControl, Select, Slider } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { PlaceNote } from "../../design";
import { readTime } from "../../design/TimeBox";
import type { Prefs } from "../../ipc";
import { codeChoices, currentLanguage, regionChoices, t } from "../../messages";
import { BookPlace, type BookWays } from "./BookPlace";
import { CustomerWords } from "./CustomerWords";
import { Line } from "./Line";
import { backUpTo, editSettings, useBookSettings, usePlaceAdvice, usePrefs } from "./queries";
import { SavedText } from "./SavedText";
import classes from "./Settings.module.css";

const CURRENCIES = [
  "CNY",
  "TWD",
  "HKD",
  "MOP",
  "SGD",
  "MYR",
  "USD",
  "CAD",
  "GBP",
  "AUD",
  "NZD",
  "EUR",
  "CHF",
  "JPY",
  "KRW",
  "THB",
  "VND",
  "IDR",
  "INR",
];
/** After how many seconds copied contact data leaves the clipboard; 0 for never. */
const SECONDS = [0, 15, 30, 60, 300];
/** Days after which the trash is emptied; 0 for never. */
const TRASH_DAYS = [7, 30, 90, 365, 0];
/** How long a visit takes, in minutes. */
const VISIT_MINUTES = [10, 15, 20, 30, 45, 60, 90];
const SIZES = [90, 100, 110, 125, 150, 175, 200];

/** Language and looks, which belong to this computer; country, currency and week, which belong to the book. */
export function General({ books }: { books: BookWays }) {
  const { app, change } = usePrefs();
  const book = useBookSettings().data;
  const countries = useMemo(() => regionChoices(book?.home_country), [book?.home_country]);
  const currencies = useMemo(() => codeChoices(CURRENCIES, "currency", book?.currency), [book?.currency]);
  const advice = usePlaceAdvice(app?.book?.path);
  if (!app) return null;
  const { prefs } = app;
  return (
    <>
      <Line label={t("prefs-language")}>
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            value={prefs.language ?? currentLanguage()}
            onChange={(language) => void change({ language })}
            data={[
              { value: "zh-CN", label: "简体中文" },
              { value: "en", label: "English" },
            ]}
          />
        )}
      </Line>
      <Line label={t("prefs-theme")}>
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            value={prefs.theme}
            onChange={(theme) => void change({ theme: theme as Prefs["theme"] })}
            data={(["system", "light", "dark"] as const).map((value) => ({
              value,
              label: t(`prefs-theme-${value}`),
            }))}
          />
        )}
      </Line>
      <Line label={t("prefs-density")}>
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            value={prefs.density}
            onChange={(density) => void change({ density: density as Prefs["density"] })}
            data={(["normal", "compact"] as const).map((value) => ({
              value,
              label: t(`prefs-density-${value}`),
            }))}
          />
        )}
      </Line>
      <Line label={t("prefs-text-size")}>
        {() => <TextSize value={prefs.text_size} onChange={(text_size) => void change({ text_size })} />}
      </Line>
      <Line label={t("prefs-clipboard")} about={t("prefs-clipboard-about")}>
        {(id) => (
          <Select
            aria-labelledby={id}
            data={SECONDS.map((seconds) => ({
              value: String(seconds),
              label: t("prefs-clipboard-seconds", { seconds }),
            }))}
            value={String(prefs.clear_clipboard_after)}
            onChange={(value) => value !== null && void change({ clear_clipboard_after: Number(value) })}
            allowDeselect={false}
          />
        )}
      </Line>
      <h3 className={classes.part}>{t("settings-book")}</h3>
      <BookPlace path={app.book?.path ?? ""} books={books} />
      {advice && <PlaceNote advice={advice} onBackups={(folder) => void backUpTo(folder)} />}
      <Line label={t("settings-customer")} about={t("settings-customer-about")}>
        {(id) => <CustomerWords id={id} />}
      </Line>
      <Line label={t("settings-country")} about={t("settings-country-about")}>
        {(id) => (
          <Select
            aria-labelledby={id}
            searchable
            data={countries}
            value={book?.home_country ?? null}
            onChange={(home_country) => home_country && void editSettings({ home_country })}
          />
        )}
      </Line>
      <Line label={t("settings-currency")}>
        {(id) => (
          <Select
            aria-labelledby={id}
            searchable
            data={currencies}
            value={book?.currency ?? null}
            onChange={(currency) => currency && void editSettings({ currency })}
          />
        )}
      </Line>
      <Line label={t("settings-week-start")}>
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            value={book?.week_start ?? "monday"}
            onChange={(week_start) => void editSettings({ week_start })}
            data={(["monday", "sunday"] as const).map((value) => ({
              value,
              label: t(`settings-week-${value}`),
            }))}
          />
        )}
      </Line>
      <Line label={t("settings-day-place")} about={t("settings-day-place-about")}>
        {(id) => (
          <SavedText
            labelledBy={id}
            width="16rem"
            hint={t("card-position-hint")}
            value={book?.day_place ?? ""}
            onSave={(day_place) => void editSettings({ day_place })}
          />
        )}
      </Line>
      <Line label={t("settings-day-from")}>
        {(id) => (
          <SavedText
            labelledBy={id}
            hint="08:00"
            value={book?.day_from ?? ""}
            onSave={(day_from) => void editSettings({ day_from: readTime(day_from) ?? day_from })}
          />
        )}
      </Line>
      <Line label={t("settings-visit-minutes")}>
        {(id) => (
          <Select
            aria-labelledby={id}
            allowDeselect={false}
            data={VISIT_MINUTES.map((minutes) => ({
              value: String(minutes),
              label: t("settings-minutes", { count: minutes }),
            }))}
            value={book ? String(book.visit_minutes) : null}
            onChange={(minutes) => minutes && void editSettings({ visit_minutes: Number(minutes) })}
          />
        )}
      </Line>
      <Line label={t("settings-trash")} about={t("settings-trash-about")}>
        {(id) => (
          <Select
            aria-labelledby={id}
            allowDeselect={false}
            data={TRASH_DAYS.map((days) => ({
              value: String(days),
              label: days === 0 ? t("settings-trash-never") : t("settings-trash-days", { count: days }),
            }))}
            value={book ? String(book.trash_days) : null}
            onChange={(days) => days && void editSettings({ trash_days: Number(days) })}
          />
        )}
      </Line>
    </>
  );
}

/** The size is put into force when the handle is let go: the page grows under the pointer otherwise. */
function TextSize({ value, onChange }: { value: number; onChange: (percent: number) => void }) {
  const [at, setAt] = useState(value);
  useEffect(() => setAt(value), [value]);
  return (
    <Slider
      value={at}
      onChange={setAt}
      onChangeEnd={onChange}
      min={90}
      max={200}
      restrictToMarks
      marks={SIZES.map((size) => ({ value: size }))}
      label={(percent) => `${percent}%`}
      thumbLabel={t("prefs-text-size")}
      w="16rem"
    />
  );
}
