import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { chordOf, ErrorNote, isComposing, SkeletonLine, toastError } from "../../design";
import { type Column, call, type ImportOptions, type PreviewFilter } from "../../ipc";
import { t } from "../../messages";
import { Bar } from "./Bar";
import { Filters } from "./Filters";
import classes from "./Look.module.css";
import { countIn, usePreview } from "./queries";
import { keepLook } from "./steps";
import { Table } from "./Table";
import { WhatHappens } from "./WhatHappens";

/** The look before the import: every row as it will be, and what will happen. */
export function Look({
  first,
  onCancel,
  onStart,
}: {
  first: ImportOptions;
  onCancel: () => void;
  onStart: (job: number, options: ImportOptions) => void;
}) {
  // Who is there already stays as they are, unless it is said otherwise.
  const [options, setOptions] = useState<ImportOptions>({ existing: "leave", ...first });
  const [filter, setFilter] = useState<PreviewFilter>("all");
  const [starting, setStarting] = useState(false);
  const preview = usePreview(options, filter);
  useEffect(() => keepLook(options), [options]);

  const correct = (row: number, column: number, text: string) =>
    setOptions((was) => ({
      ...was,
      corrections: [
        ...(was.corrections ?? []).filter((one) => one.row !== row || one.column !== column),
        { row, column, text },
      ],
    }));
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
  const ready = !starting && countIn(preview.data?.counts) > 0 && !preview.isPlaceholderData;
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

  if (preview.isPending) return <LookSkeleton />;
  if (preview.isError) {
    return (
      <section className={classes.failed}>
        <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />
        <div className={classes.back}>
          <Button variant="default" onClick={onCancel}>
            {t("import-another-file")}
          </Button>
          {JSON.stringify(options) !== JSON.stringify({ existing: "leave", ...first }) && (
            <Button variant="default" onClick={() => setOptions({ existing: "leave", ...first })}>
              {t("import-as-found")}
            </Button>
          )}
        </div>
      </section>
    );
  }
  const head = preview.data;
  return (
    <section className={classes.look} aria-label={t("import-of", { file: head.file_name })}>
      <div className={classes.main}>
        <Bar
          preview={head}
          // Another sheet or encoding has other headings and rows: what was said about the old ones goes.
          onRead={(reading) => setOptions((was) => ({ path: was.path, ...kept(was), ...reading }))}
          starting={starting}
          pasted={options.text !== undefined}
          onCancel={onCancel}
          onStart={() => void start()}
        />
        <Filters counts={head.counts} filter={filter} onFilter={setFilter} />
        <Table
          key={filter}
          preview={head}
          options={options}
          filter={filter}
          stale={preview.isPlaceholderData}
          onColumns={(columns: Column[]) => setOptions((was) => ({ ...was, columns }))}
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
        corrected={options.corrections?.length ?? 0}
        onColumns={(columns: Column[]) => setOptions((was) => ({ ...was, columns }))}
        onUncorrect={() => setOptions(({ corrections: _, ...was }) => was)}
      />
    </section>
  );
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

function LookSkeleton() {
  return (
    <section className={classes.look} aria-busy="true">
      <div className={classes.skeleton}>
        <SkeletonLine width="30%" />
        <SkeletonLine width="45%" />
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((row) => (
          <SkeletonLine key={row} width="92%" />
        ))}
      </div>
    </section>
  );
}
