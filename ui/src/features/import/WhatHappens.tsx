import { Checkbox, Radio, Select, Stack } from "@mantine/core";
import { useContext } from "react";
import type { Column, Existing, Field, MatchKey, Preview } from "../../ipc";
import { t } from "../../messages";
import classes from "./Look.module.css";
import { useFields } from "./queries";
import { TargetMenu } from "./TargetMenu";
import { OfVisits, targetSaid } from "./targets";

const EXISTING = [
  { value: "leave", label: "import-existing-leave" },
  { value: "update", label: "import-existing-update" },
  { value: "update_only", label: "import-existing-update-only" },
  { value: "add", label: "import-existing-add" },
] as const;

const KEYS = ["uid", "phone", "email", "wechat", "name"] as const;

/** By what customers can be known: what the file has columns for, and fields whose values belong to one alone. */
function knownBy(columns: Column[], fields: Field[]) {
  const has = (place: string) => columns.some((column) => column.target.to === place);
  const choice = (key: MatchKey | null, label: string) => ({ value: JSON.stringify(key), label });
  const named = has("name") && has("contact");
  return [
    choice(null, t("import-known-by-usual")),
    ...KEYS.filter(has).map((key) => choice(key, t(`import-known-by-${key}`))),
    ...(named ? [choice("name_and_contact", t("import-known-by-name-and-contact"))] : []),
    ...columns.flatMap(({ target }) => {
      const field = target.to === "field" ? fields.find(({ id }) => id === target.id) : undefined;
      return field && ["text", "number", "phone", "link"].includes(field.type)
        ? [choice({ field: field.id }, field.label)]
        : [];
    }),
  ];
}

/** What the import will do, in plain words. */
export function WhatHappens({
  preview,
  corrected,
  existing,
  onExisting,
  matchBy,
  onMatchBy,
  onColumns,
  onUncorrect,
  visits,
  onVisits,
}: {
  preview: Preview;
  corrected: number;
  /** What becomes of those who are there already. */
  existing: Existing;
  onExisting: (existing: Existing) => void;
  /** By what they are known; whatever fits if nothing is said. */
  matchBy: MatchKey | null;
  onMatchBy: (key: MatchKey | null) => void;
  onColumns: (columns: Column[]) => void;
  /** Takes back all that was put right by hand. */
  onUncorrect: () => void;
  /** The sheet that comes along as visits. */
  visits: string | null;
  onVisits: (sheet: string | null) => void;
}) {
  const ofVisits = useContext(OfVisits);
  const offered = preview.sheets.filter(
    (sheet) => sheet.visits && (ofVisits || sheet.name !== preview.sheet),
  );
  const fields = useFields().data ?? [];
  const { counts } = preview;
  const known = counts.same + counts.changed;
  return (
    <aside className={classes.side} aria-label={t("import-will")}>
      <h2>{t("import-will")}</h2>
      <div className={classes.will} aria-live="polite">
        {!ofVisits && (counts.taken > 0 || counts.changed === 0) && (
          <p>{t("import-will-make", { count: counts.taken, phones: counts.phones })}</p>
        )}
        {counts.changed > 0 && <p>{t("import-will-change", { count: counts.changed })}</p>}
        {counts.same > 0 && (
          <p>{t(existing === "leave" ? "import-will-leave" : "import-will-same", { count: counts.same })}</p>
        )}
        {(ofVisits ? counts.taken : counts.visits) > 0 && (
          <p>{t("import-will-visits", { count: ofVisits ? counts.taken : counts.visits })}</p>
        )}
        {!ofVisits && preview.visits && preview.visits.taken > 0 && (
          <p>{t("import-will-visits", { count: preview.visits.taken })}</p>
        )}
        {!ofVisits && preview.visits && preview.visits.refused > 0 && (
          <p className={classes.muted}>
            {t("import-with-visits-refused", { count: preview.visits.refused })}
          </p>
        )}
        {counts.contacts > 0 && <p>{t("import-will-contacts", { count: counts.contacts })}</p>}
        {counts.new_tags > 0 && <p>{t("import-will-tags", { count: counts.new_tags })}</p>}
        {counts.new_fields > 0 && <p>{t("import-will-fields", { count: counts.new_fields })}</p>}
        {corrected > 0 && (
          <p>
            {t("import-will-corrected", { count: corrected })}{" "}
            <button type="button" className={classes.uncorrect} onClick={onUncorrect}>
              {t("import-uncorrect")}
            </button>
          </p>
        )}
        {counts.problems > 0 && (
          <p className={classes.muted}>{t("import-will-problems", { count: counts.problem_rows })}</p>
        )}
        {counts.refused > 0 && (
          <p className={classes.muted}>
            {t(ofVisits ? "import-with-visits-refused" : "import-will-refuse", { count: counts.refused })}
          </p>
        )}
        {counts.skipped > 0 && (
          <p className={classes.muted}>{t("import-will-skip", { count: counts.skipped })}</p>
        )}
      </div>
      {offered.map((sheet) => (
        <Checkbox
          key={sheet.name}
          className={classes.along}
          size="xs"
          checked={visits === sheet.name}
          onChange={(event) => onVisits(event.currentTarget.checked ? sheet.name : null)}
          label={t("import-with-visits", { sheet: sheet.name, count: Math.max(sheet.rows - 1, 0) })}
        />
      ))}
      {!ofVisits && (known > 0 || existing !== "leave") && (
        <Radio.Group
          label={t("import-existing")}
          value={existing}
          onChange={(value) => onExisting(value as Existing)}
        >
          <Stack gap={4} mt={4}>
            {EXISTING.map(({ value, label }) => (
              <Radio key={value} size="xs" value={value} label={t(label)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {!ofVisits && existing !== "add" && (known > 0 || matchBy !== null) && (
        <Select
          size="xs"
          mt="xs"
          label={t("import-known-by")}
          allowDeselect={false}
          data={knownBy(preview.columns, fields)}
          value={JSON.stringify(matchBy)}
          onChange={(key) => key && onMatchBy(JSON.parse(key) as MatchKey | null)}
        />
      )}
      <h2>{t("import-calm")}</h2>
      <p className={classes.muted}>
        {t(existing === "update" || existing === "update_only" ? "import-calm-update" : "import-calm-text")}
      </p>
      <h2>{t("import-columns")}</h2>
      <dl className={classes.columns}>
        {preview.columns.map((column) => (
          <div key={column.index} data-skipped={column.target.to === "skip" || undefined}>
            <dt title={column.samples.join(t("list-comma"))}>
              {column.hidden ? t("import-hidden", { name: column.heading }) : column.heading}
            </dt>
            <dd>
              <TargetMenu column={column} columns={preview.columns} onColumns={onColumns}>
                <button type="button" className={classes.goes}>
                  <span className="visually-hidden">{column.heading}: </span>
                  {targetSaid(column.target, fields, ofVisits)}
                </button>
              </TargetMenu>
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
