import { Button, Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { chipClass, Kbd } from "../../design";
import { ChevronDownIcon } from "../../design/icons";
import type { ImportOptions, Preview } from "../../ipc";
import { formatCount, t } from "../../messages";
import classes from "./Look.module.css";

const ENCODINGS = ["UTF-8", "GBK", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "windows-1252", "Shift_JIS"];
const DELIMITERS = [",", ";", "\t", "|"];
/** So many rows are offered as the header. */
const HEADER_ROWS = 8;

type Reading = Pick<ImportOptions, "sheet" | "encoding" | "delimiter" | "header_row">;

/** The file, how it is read, and the two ways on. */
export function Bar({
  preview,
  count,
  visits,
  starting,
  pasted,
  onRead,
  onCancel,
  onStart,
}: {
  preview: Preview;
  /** How many customers come or change. */
  count: number;
  /** How many visits come along. */
  visits: number;
  starting: boolean;
  /** It came from the clipboard, whose text has no encoding of its own. */
  pasted: boolean;
  onRead: (reading: Reading) => void;
  onCancel: () => void;
  onStart: () => void;
}) {
  return (
    <header className={classes.bar}>
      <h1 title={preview.file_name}>{t("import-of", { file: preview.file_name })}</h1>
      <div className={classes.reading}>
        {preview.sheets.length > 1 && (
          <Choice label={t("import-sheet")} shown={preview.sheet ?? ""}>
            {preview.sheets.map((sheet) => (
              <Menu.Item
                key={sheet.name}
                rightSection={<span className={classes.aside}>{formatCount(sheet.rows)}</span>}
                // Rows and headings are of the sheet.
                onClick={() => onRead({ sheet: sheet.name, header_row: undefined })}
              >
                {sheet.hidden ? t("import-hidden", { name: sheet.name }) : sheet.name}
              </Menu.Item>
            ))}
          </Choice>
        )}
        {preview.encoding && !pasted && (
          <Choice label={t("import-encoding")} shown={preview.encoding}>
            {ENCODINGS.map((encoding) => (
              <Menu.Item key={encoding} onClick={() => onRead({ encoding })}>
                {encoding}
              </Menu.Item>
            ))}
          </Choice>
        )}
        {preview.delimiter && (
          <Choice label={t("import-delimiter")} shown={delimiterName(preview.delimiter)}>
            {DELIMITERS.map((delimiter) => (
              <Menu.Item key={delimiter} onClick={() => onRead({ delimiter })}>
                {delimiterName(delimiter)}
              </Menu.Item>
            ))}
          </Choice>
        )}
        {preview.format !== "cards" && (
          <Choice
            label={t("import-header")}
            shown={
              preview.header_row === null
                ? t("import-no-header")
                : t("import-header-row", { row: preview.header_row })
            }
          >
            {Array.from({ length: HEADER_ROWS }, (_, at) => at + 1).map((row) => (
              <Menu.Item key={row} onClick={() => onRead({ header_row: row })}>
                {t("import-header-row", { row })}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => onRead({ header_row: 0 })}>{t("import-no-header")}</Menu.Item>
          </Choice>
        )}
      </div>
      <div className={classes.ways}>
        <Button variant="default" onClick={onCancel}>
          {t("action-cancel")}
        </Button>
        <Button
          disabled={count + visits === 0}
          loading={starting}
          onClick={onStart}
          rightSection={<Kbd chord="Mod+Enter" plain />}
        >
          {startSays(count, visits)}
        </Button>
      </div>
    </header>
  );
}

function Choice({ label, shown, children }: { label: string; shown: string; children: ReactNode }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={chipClass} aria-label={`${label}: ${shown}`} title={label}>
          {shown} <ChevronDownIcon size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{label}</Menu.Label>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

function delimiterName(delimiter: string): string {
  switch (delimiter) {
    case ",":
      return t("import-delimiter-comma");
    case ";":
      return t("import-delimiter-semicolon");
    case "\t":
      return t("import-delimiter-tab");
    default:
      return delimiter;
  }
}

/** What the button promises: customers, visits, or both. */
function startSays(customers: number, visits: number): string {
  if (visits > 0 && customers === 0) return t("import-start-visits", { count: visits });
  const start = t("import-start", { count: customers });
  return visits > 0 ? t("import-start-along", { start, count: visits }) : start;
}
