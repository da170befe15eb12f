import { chipClass } from "../../design";
import type { ImportCounts, PreviewFilter } from "../../ipc";
import { t } from "../../messages";
import classes from "./Look.module.css";

/** The rows by what will happen to them. */
export function Filters({
  counts,
  filter,
  ofVisits,
  onFilter,
}: {
  counts: ImportCounts;
  filter: PreviewFilter;
  ofVisits: boolean;
  onFilter: (filter: PreviewFilter) => void;
}) {
  const chips: Array<{ filter: PreviewFilter; label: string; count: number; tone?: string }> = [
    { filter: "all", label: t("import-all-rows", { count: counts.rows }), count: 1 },
    {
      filter: "customers",
      label: t(ofVisits ? "import-new-visits" : "import-new", { count: counts.taken }),
      count: counts.taken,
    },
    ...(counts.changed > 0
      ? [
          {
            filter: "changed",
            label: t("import-changed", { count: counts.changed }),
            count: counts.changed,
          } as const,
        ]
      : []),
    ...(counts.same > 0
      ? [{ filter: "same", label: t("import-same", { count: counts.same }), count: counts.same } as const]
      : []),
    {
      filter: "problems",
      label: t("import-problems", { count: counts.problem_rows }),
      count: counts.problem_rows,
      tone: "late",
    },
    {
      filter: "refused",
      label: t("import-refused", { count: counts.refused }),
      count: counts.refused,
      tone: "warn",
    },
    { filter: "skipped", label: t("import-skipped", { count: counts.skipped }), count: counts.skipped },
  ];
  return (
    <div className={classes.filters} role="group" aria-label={t("import-filter")}>
      {chips.map((chip) => (
        <button
          key={chip.filter}
          type="button"
          className={chipClass}
          data-tone={chip.count > 0 ? chip.tone : undefined}
          data-chosen={filter === chip.filter || undefined}
          aria-pressed={filter === chip.filter}
          onClick={() => onFilter(chip.filter)}
        >
          {chip.label}
        </button>
      ))}
    </div>
  );
}
