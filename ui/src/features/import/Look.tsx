import { Button, SegmentedControl } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { chordOf, Empty, ErrorNote, isComposing, SkeletonLine, toast, toastError } from "../../design";
import {
  type Column,
  call,
  type ImportOptions,
  isCancelled,
  type PreviewFilter,
  type Sheet,
} from "../../ipc";
import { t } from "../../messages";
import { Bar } from "./Bar";
import { Filters } from "./Filters";
import classes from "./Look.module.css";
import { Looking, useLooking } from "./Looking";
import { useKeepLeft, withoutCorrections } from "./left";
import { countIn, usePreview } from "./queries";
import { keepLook } from "./steps";
import { Table } from "./Table";
import { OfVisits } from "./targets";
import { WhatHappens } from "./WhatHappens";

/** The look before the import: every row as it will be, and what will happen. */
export function Look({
  first,
  stamp,
  onCancel,
  onStart,
}: {
  first: ImportOptions;
  /** By what the file was told when this look was left, of one that was. */
  stamp?: string | undefined;
  onCancel: () => void;
  onStart: (job: number, options: ImportOptions) => void;
}) {
  // Who is there already stays as they are, unless it is said otherwise.
  const [options, setOptions] = useState<ImportOptions>({ existing: "leave", ...first });
  const [filter, setFilter] = useState<PreviewFilter>("all");
  const [starting, setStarting] = useState(false);
  // Which of the sheets is looked at: the customers', or that of the visits which come along.
  const [ofVisits, setOfVisits] = useState(false);
  const preview = usePreview(options, filter, ofVisits);
  const { looking, stop } = useLooking();
  // What was looked at last, to come back to if the next look is stopped.
  const [before, setBefore] = useState<ImportOptions | null>(null);
  if (preview.isSuccess && !preview.isPlaceholderData && before !== options) setBefore(options);
  useEffect(() => keepLook(options), [options]);
  useKeepLeft(options, preview.isPlaceholderData ? undefined : preview.data);
  const is = preview.data?.stamp;
  const hasChanged = stamp !== undefined && is !== undefined && is !== stamp;
  useEffect(() => {
    if (!hasChanged) return;
    setOptions(withoutCorrections);
    toast(t("import-left-changed"));
  }, [hasChanged]);

  const shown = (ofVisits ? options.visits : options) ?? options;
  /** Says something of the sheet that is looked at. */
  const say = (said: Pick<ImportOptions, "columns" | "corrections" | "header_row">) =>
    setOptions((was) =>
      ofVisits && was.visits ? { ...was, visits: { ...was.visits, ...said } } : { ...was, ...said },
    );
  const correct = (row: number, column: number, text: string) =>
    say({
      corrections: [
        ...(shown.corrections ?? []).filter((one) => one.row !== row || one.column !== column),
        { row, column, text },
      ],
    });
  const bringVisits = (sheet: string | null) => {
    setOfVisits(false);
    setFilter("all");
    setOptions(({ visits: _, ...was }) => (sheet === null ? was : { ...was, visits: { sheet } }));
  };
  const start = async () => {
    setStarting(true);
    try {
      onStart((await call("import_start", options)).job, options);
    } catch (error) {
      setStarting(false);
      toastError(error);
    }
  };

  const startNow = useRef(start);
  useEffect(() => {
    startNow.current = start;
  });
  // Of the customers' sheet, also while the other one is looked at.
  const [customers, setCustomers] = useState(0);
  const told = preview.isPlaceholderData || ofVisits ? undefined : preview.data;
  if (told && countIn(told.counts) !== customers) setCustomers(countIn(told.counts));
  const visits = countIn(preview.data?.visits ?? undefined);
  const ready = !starting && customers + visits > 0 && !preview.isPlaceholderData;
  useEffect(() => {
    if (!ready) return;
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || chordOf(event) !== "Mod+Enter") return;
      event.preventDefault();
      void startNow.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [ready]);

  const leave = () => {
    stop();
    onCancel();
  };
  const progress = <Looking job={looking} onStop={stop} />;
  if (preview.isPending) return <LookSkeleton>{progress}</LookSkeleton>;
  if (preview.isError && isCancelled(preview.error)) {
    return (
      <section className={classes.failed}>
        <Empty title={t("import-look-stopped")} text={t("import-look-stopped-text")}>
          <Button onClick={() => void preview.refetch()}>{t("import-look-again")}</Button>
          {before && before !== options && (
            <Button variant="default" onClick={() => setOptions(before)}>
              {t("import-back-to-look")}
            </Button>
          )}
          <Button variant="default" onClick={onCancel}>
            {t("import-another-file")}
          </Button>
        </Empty>
      </section>
    );
  }
  if (preview.isError) {
    return (
      <section className={classes.failed}>
        <ErrorNote error={preview.error} onRetry={() => void preview.refetch()}>
          <Button variant="default" onClick={onCancel}>
            {t("import-another-file")}
          </Button>
          {JSON.stringify(options) !== JSON.stringify({ existing: "leave", ...first }) && (
            <Button variant="default" onClick={() => setOptions({ existing: "leave", ...first })}>
              {t("import-as-found")}
            </Button>
          )}
        </ErrorNote>
      </section>
    );
  }
  const head = preview.data;
  return (
    <OfVisits value={ofVisits}>
      <section className={classes.look} aria-label={t("import-of", { file: head.file_name })}>
        <div className={classes.main}>
          <Bar
            preview={head}
            count={customers}
            visits={visits}
            // Another sheet or encoding has other headings and rows: what was said about the old ones goes.
            onRead={(reading) => {
              const { sheet } = options.visits ?? {};
              if (!ofVisits) setOptions((was) => ({ path: was.path, ...kept(was), ...reading }));
              else if (reading.sheet !== undefined) bringVisits(reading.sheet);
              else if (sheet)
                setOptions((was) => ({ ...was, visits: { sheet, header_row: reading.header_row } }));
            }}
            starting={starting}
            pasted={options.text !== undefined}
            onCancel={leave}
            onStart={() => void start()}
          />
          {progress}
          {options.visits && (
            <div className={classes.sheets}>
              <SegmentedControl
                size="xs"
                aria-label={t("import-with-visits-shown")}
                value={ofVisits ? "visits" : "customers"}
                onChange={(value) => {
                  setFilter("all");
                  setOfVisits(value === "visits");
                }}
                data={[
                  { value: "customers", label: options.sheet ?? firstSheet(head.sheets) },
                  { value: "visits", label: options.visits.sheet },
                ]}
              />
            </div>
          )}
          <Filters counts={head.counts} filter={filter} ofVisits={ofVisits} onFilter={setFilter} />
          <Table
            key={`${filter} ${ofVisits}`}
            preview={head}
            options={options}
            filter={filter}
            stale={preview.isPlaceholderData}
            onColumns={(columns: Column[]) => say({ columns })}
            onCorrect={correct}
          />
        </div>
        <WhatHappens
          preview={head}
          existing={options.existing ?? "leave"}
          onExisting={(existing) => {
            setFilter("all");
            setOptions((was) => ({ ...was, existing }));
          }}
          matchBy={options.match_by?.[0] ?? null}
          onMatchBy={(key) => {
            setFilter("all");
            setOptions(({ match_by: _, ...was }) => (key === null ? was : { ...was, match_by: [key] }));
          }}
          corrected={shown.corrections?.length ?? 0}
          onColumns={(columns: Column[]) => say({ columns })}
          onUncorrect={() => say({ corrections: [] })}
          visits={options.visits?.sheet ?? null}
          onVisits={bringVisits}
        />
      </section>
    </OfVisits>
  );
}

/** The sheet that is read unless one is chosen: the first visible one with data. */
function firstSheet(sheets: Sheet[]): string {
  return (sheets.find((sheet) => !sheet.hidden && sheet.rows > 0) ?? sheets[0])?.name ?? "";
}

/** What stays of the options when the file is read in another way. */
function kept(options: ImportOptions): Partial<ImportOptions> {
  const { text, sheet, encoding, delimiter, header_row, existing } = options;
  return {
    ...(text !== undefined && { text }),
    ...(existing !== undefined && { existing }),
    ...(sheet !== undefined && { sheet }),
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(header_row !== undefined && { header_row }),
  };
}

function LookSkeleton({ children }: { children: ReactNode }) {
  return (
    <section className={classes.look} aria-busy="true">
      <div className={classes.skeleton}>
        {children}
        <SkeletonLine width="30%" />
        <SkeletonLine width="45%" />
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
          <SkeletonLine key={row} width="92%" />
        ))}
      </div>
    </section>
  );
}
