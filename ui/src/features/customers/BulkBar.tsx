import { Button, CloseButton } from "@mantine/core";
import { useNavigate } from "react-router";
import { Kbd, send, useIntent } from "../../design";
import { ExportIcon, TrashIcon } from "../../design/icons";
import type { Rule } from "../../ipc";
import { formatCount, t } from "../../messages";
import { BulkFollowUp } from "./BulkFollowUp";
import { BulkSet } from "./BulkSet";
import classes from "./CustomersPage.module.css";
import { selectionOf } from "./conditions";
import { steps } from "./steps";
import { TagMenu } from "./TagMenu";
import { countChosen, NONE_CHOSEN, setChosen, useView } from "./view";

/** More side by side cannot be read. */
const MOST_MERGED = 5;

/** What can be done to all that are chosen. */
export function BulkBar({ total, rule }: { total: number; rule: Rule }) {
  const navigate = useNavigate();
  const chosen = useView((view) => view.chosen);
  const count = countChosen(chosen, total);
  const customers = selectionOf(chosen, rule);
  const clear = () => setChosen(NONE_CHOSEN);
  useIntent("back", clear);
  useIntent("trash-here", () => void trash());

  /** Two or a few can be made one. */
  const few = chosen.mode === "ids" && count >= 2 && count <= MOST_MERGED ? [...chosen.ids] : null;

  async function trash() {
    if (await steps.trash(customers)) clear();
  }

  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("bulk-label")}>
      <span className={classes.chosen} role="status">
        {t("bulk-chosen", { count: formatCount(count) })}
      </span>
      {chosen.mode === "ids" && count < total && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => setChosen({ mode: "matching", except: new Set() })}
        >
          {t("bulk-choose-all", { text: formatCount(total) })}
        </Button>
      )}
      <span className={classes.gap} />
      <TagMenu customers={customers} />
      <BulkFollowUp customers={customers} count={count} />
      <BulkSet customers={customers} />
      {few && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => void navigate(`/duplicates/merge/${few.join("-")}`)}
        >
          {t("bulk-merge")}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<ExportIcon size={14} />}
        onClick={() => send("export-list")}
      >
        {t("bulk-export")}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<TrashIcon size={14} />}
        onClick={() => void trash()}
      >
        {t("bulk-trash")}
      </Button>
      <CloseButton aria-label={t("bulk-clear")} onClick={clear} size="sm" />
      <Kbd chord="Esc" />
    </div>
  );
}
