import { Chip } from "../../design";
import { InlineText } from "../../design/InlineText";
import type { Column, PreviewCell } from "../../ipc";
import { formatPhone, t, tCode } from "../../messages";
import classes from "./Table.module.css";

/** One cell as it will be stored; a click puts it right, Delete leaves its value out. */
export function Cell({
  cell,
  column,
  row,
  fixed,
  onCorrect,
}: {
  cell: PreviewCell;
  column: Column;
  row: number;
  fixed: boolean;
  onCorrect: (text: string) => void;
}) {
  if (fixed) return <span className={classes.left}>{cell.text}</span>;
  const label = t("import-cell", { column: column.heading, row });
  // Inside a cell the sentence goes without its full stop.
  const why = cell.problem && tCode("reason-", cell.problem, {}, "import-unreadable").replace(/[。.]$/, "");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside takes the key
    <div
      className={classes.value}
      title={why ? t("import-problem-title", { text: cell.text, why }) : cell.text}
      onKeyDown={(event) => {
        if (event.key !== "Delete" || !(event.target instanceof HTMLButtonElement)) return;
        event.preventDefault();
        event.stopPropagation();
        onCorrect("");
      }}
    >
      <InlineText
        clearable
        value={cell.text}
        label={why ? t("import-problem-title", { text: label, why }) : label}
        placeholder=" "
        onSave={async (text) => onCorrect(text)}
      >
        {why ? (
          <>
            {cell.text} <small className={classes.reason}>{why}</small>
          </>
        ) : (
          <>
            {cell.was && <del className={classes.was}>{cell.was}</del>}
            {cell.was === "" && <ins className={classes.was}>+</ins>}
            <Shown cell={cell} column={column} />
          </>
        )}
      </InlineText>
    </div>
  );
}

function Shown({ cell, column }: { cell: PreviewCell; column: Column }) {
  const [first, ...more] = cell.shown;
  if (first === undefined) return cell.text;
  switch (column.target.to) {
    case "tags":
      return (
        <span className={classes.tags}>
          {cell.shown.map((tag) => (
            <Chip key={tag} tone="quiet">
              {tag}
            </Chip>
          ))}
        </span>
      );
    case "phone":
      return (
        <>
          {formatPhone(first)} {more.length > 0 && <small className={classes.more}>+{more.length}</small>}
        </>
      );
    default:
      return cell.shown.join(t("list-comma"));
  }
}
