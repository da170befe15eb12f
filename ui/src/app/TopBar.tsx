import { Popover, Tooltip } from "@mantine/core";
import { memo } from "react";
import { chordText, Kbd } from "../design";
import { ClockIcon, RedoIcon, SearchIcon, UndoIcon } from "../design/icons";
import { BackupState } from "../features/safety/BackupState";
import { useBackups, useProtection } from "../features/safety/queries";
import { changeText, t } from "../messages";

import classes from "./Frame.module.css";
import { HistoryList } from "./HistoryList";
import { useHistoryState } from "./queries";
import { SampleNote } from "./SampleNote";
import type { Actor } from "./useActionKeys";

/** Search, and what can be taken back. */
export const TopBar = memo(function TopBar({ actor }: { actor: Actor }) {
  const { data } = useHistoryState();
  // All of it at once: what comes late must not push aside what somebody is about to click on.
  const waits = [useBackups().isPending, useProtection().isPending].includes(true);
  return (
    <header className={classes.top}>
      <button type="button" className={classes.box} onClick={actor.openPalette} aria-haspopup="dialog">
        <SearchIcon />
        <span>{t("palette-placeholder")}</span>
        <Kbd chord="Mod+K" />
      </button>
      <span className={classes.gap} />
      <SampleNote actor={actor} />
      <div className={classes.state} data-waits={waits || undefined}>
        {data?.undo && (
          <Tooltip label={`${t("action-undo")} ${chordText("Mod+Z")}`}>
            <button type="button" className={classes.step} onClick={actor.undo} data-testid="undo">
              <UndoIcon size={14} />
              <span>{t("undo-what", { what: changeText(data.undo) })}</span>
            </button>
          </Tooltip>
        )}
        {data?.redo && (
          <Tooltip label={`${t("redo-what", { what: changeText(data.redo) })} · ${chordText("Mod+Shift+Z")}`}>
            <button
              type="button"
              className={classes.step}
              onClick={actor.redo}
              aria-label={t("action-redo")}
              data-testid="redo"
            >
              <RedoIcon size={14} />
            </button>
          </Tooltip>
        )}
        <Popover position="bottom-end" width={360} trapFocus>
          <Popover.Target>
            <button type="button" className={classes.step} aria-label={t("history-title")}>
              <ClockIcon size={14} />
            </button>
          </Popover.Target>
          <Popover.Dropdown p={0}>
            <HistoryList />
          </Popover.Dropdown>
        </Popover>
        <BackupState onLock={actor.lock} />
      </div>
    </header>
  );
});
