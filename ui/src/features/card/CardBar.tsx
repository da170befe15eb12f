import { Popover } from "@mantine/core";
import { useState } from "react";
import { Kbd, send } from "../../design";
import { IconButton } from "../../design/IconButton";
import {
  BackIcon,
  BesideIcon,
  ChevronDownIcon,
  ChevronUpIcon,
  ExpandIcon,
  HistoryIcon,
  PrintIcon,
  TrashIcon,
} from "../../design/icons";
import type { Card, Selection, Sort } from "../../ipc";
import { formatCount, t } from "../../messages";
import classes from "./CardBar.module.css";
import { History } from "./History";

/** The list around a card, through which one walks from it. */
export interface Walk {
  /** From 0; null if the customer is not in the list as it is filtered. */
  position: number | null;
  total: number;
  /** Is the customer shown as a page of its own? */
  full: boolean;
  setFull: (full: boolean) => void;
  close: () => void;
}

/** Puts customers on paper. */
export type OnPaper = (ask: { customers: Selection; sort: Sort[]; title: string }) => void;

/** Above the card: the way back, the way on through the list, and what can be done with the whole customer. */
export function CardBar({
  card,
  walk,
  onTrash,
  onPaper,
}: {
  card: Card;
  walk: Walk | null | undefined;
  onTrash: () => void;
  onPaper: OnPaper | undefined;
}) {
  const [history, setHistory] = useState(false);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("card-tools")}>
      {walk && <WalkTools walk={walk} />}
      <span className={classes.gap} />
      {walk && (
        <Tool
          label={walk.full ? t("card-beside") : t("card-full")}
          onClick={() => walk.setFull(!walk.full)}
          icon={walk.full ? <BesideIcon /> : <ExpandIcon size={15} />}
        />
      )}
      {!walk?.full && (
        <Popover
          opened={history}
          onChange={setHistory}
          position="bottom-end"
          width={340}
          trapFocus
          withRoles={false}
        >
          <Popover.Target>
            <IconButton label={t("card-history")} onClick={() => setHistory(!history)}>
              <HistoryIcon />
            </IconButton>
          </Popover.Target>
          <Popover.Dropdown className={classes.history} role="dialog" aria-label={t("card-history")}>
            <History customer={card.id} open={history} />
          </Popover.Dropdown>
        </Popover>
      )}
      {onPaper && (
        <Tool
          label={t("card-paper")}
          onClick={() => onPaper({ customers: { ids: [card.id] }, sort: [], title: card.name })}
          icon={<PrintIcon />}
        />
      )}
      {card.trashed_at === null && (
        <Tool label={t("action-trash-here")} onClick={onTrash} icon={<TrashIcon />} />
      )}
    </div>
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <IconButton label={label} onClick={onClick}>
      {icon}
    </IconButton>
  );
}

function WalkTools({ walk }: { walk: Walk }) {
  const { position, total } = walk;
  return (
    <>
      <Tool label={t("card-to-list")} onClick={walk.close} icon={<BackIcon />} />
      {total > 0 && (
        <div className={classes.walk}>
          <IconButton
            label={t("action-row-previous")}
            disabled={position === 0}
            onClick={() => send("row-previous")}
          >
            <ChevronUpIcon size={14} />
          </IconButton>
          <IconButton
            label={t("action-row-next")}
            disabled={position !== null && position >= total - 1}
            onClick={() => send("row-next")}
          >
            <ChevronDownIcon size={14} />
          </IconButton>
          <span className={classes.place}>
            {position !== null &&
              t("card-place", { at: formatCount(position + 1), total: formatCount(total) })}
          </span>
          <Kbd chord="J" /> <Kbd chord="K" />
        </div>
      )}
    </>
  );
}
