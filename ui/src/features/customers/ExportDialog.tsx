import { Button, Group, Modal, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { toast, toastError } from "../../design";
import pieces from "../../design/pieces.module.css";
import { call, type ExportColumn, type ExportFormat, type Selection, type Sort } from "../../ipc";
import { currentLanguage, formatCount, t, today } from "../../messages";
import type { Column } from "./columns";
import { exportColumns } from "./exportColumns";

/** The ways in which a list leaves: the kind of file for the system's dialog, its ending, what it is called. */
const FORMATS = [
  { format: "xlsx", kind: "sheet", ending: "xlsx", label: "export-as-sheet" },
  { format: "csv", kind: "report", ending: "csv", label: "export-as-csv" },
  { format: "csv_gbk", kind: "report", ending: "csv", label: "export-as-csv-gbk" },
  { format: "vcard3", kind: "cards", ending: "vcf", label: "export-as-cards" },
  { format: "json_lines", kind: "lines", ending: "jsonl", label: "export-as-lines" },
] as const satisfies readonly { format: ExportFormat; kind: string; ending: string; label: string }[];

/** Tables have columns; what is written of each customer as a whole has none. */
const hasColumns = (format: ExportFormat | "paper") => format === "xlsx" || format.startsWith("csv");

/** Puts a list on paper. */
export type OnPaper = (ask: {
  customers: Selection;
  sort: Sort[];
  title: string;
  columns: ExportColumn[];
}) => void;

/** What is to be exported, as it was when it was asked for. */
export interface Exporting {
  customers: Selection;
  sort: Sort[];
  count: number;
  title: string;
  columns: Column[];
}

/** Asks how a list is to be written, says that the file is not encrypted, and writes it where the user wants it. */
export function ExportDialog({
  what,
  onClose,
  onPaper,
}: {
  what: Exporting;
  onClose: () => void;
  onPaper: OnPaper;
}) {
  const [format, setFormat] = useState<ExportFormat | "paper">("xlsx");
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);

  async function write() {
    if (format === "paper") {
      onClose();
      const { customers, sort, title } = what;
      return onPaper({ customers, sort, title, columns: exportColumns(what.columns) });
    }
    const how = FORMATS.find((one) => one.format === format) ?? FORMATS[0];
    setBusy(true);
    try {
      const path = await call("shell_save_file", {
        kind: how.kind,
        title: t("export-title"),
        name: `${what.title.replace(/[\\/:*?"<>|]/g, " ").trim()} ${today()}.${how.ending}`,
      });
      if (!path) return setBusy(false);
      onClose();
      const { job } = await call("export_customers", {
        customers: what.customers,
        sort: what.sort,
        format,
        path,
        language: currentLanguage(),
        ...(hasColumns(format) && !all && { columns: exportColumns(what.columns) }),
      });
      const done = await call("jobs_wait", { id: job });
      if (done.error) throw done.error;
      if (done.state !== "done") return toast(t("export-stopped"));
      const { rows, replaced } = done.result as unknown as { rows: number; replaced: number };
      toast(t("export-done", { count: formatCount(rows), path }));
      if (replaced > 0) toast(t("export-replaced", { count: formatCount(replaced) }));
    } catch (error) {
      onClose();
      toastError(error);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("export-title")}
      closeButtonProps={{ "aria-label": t("action-close") }}
    >
      <Stack gap="md">
        <p>{t("export-whom", { count: formatCount(what.count), name: what.title })}</p>
        <Radio.Group
          value={format}
          onChange={(value) => setFormat(value as ExportFormat | "paper")}
          label={t("export-as")}
        >
          <Stack gap={6} mt={6}>
            {FORMATS.map((one) => (
              <Radio key={one.format} value={one.format} label={t(one.label)} />
            ))}
            <Radio value="paper" label={t("export-as-paper")} />
          </Stack>
        </Radio.Group>
        {hasColumns(format) && (
          <Radio.Group
            value={all ? "all" : "shown"}
            onChange={(value) => setAll(value === "all")}
            label={t("list-columns")}
          >
            <Group gap="lg" mt={6}>
              <Radio value="shown" label={t("export-columns-shown")} />
              <Radio value="all" label={t("export-columns-all")} />
            </Group>
          </Radio.Group>
        )}
        <div className={pieces.note} role="note">
          {t("export-open")}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("action-cancel")}
          </Button>
          <Button loading={busy} onClick={() => void write()} data-autofocus>
            {format === "paper" ? t("export-next") : t("export-start")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
