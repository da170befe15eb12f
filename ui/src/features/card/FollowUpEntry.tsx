import { IconButton } from "../../design/IconButton";
import { CheckIcon, TrashIcon, UndoIcon } from "../../design/icons";
import { call, type TimelineEntry } from "../../ipc";
import { t } from "../../messages";
import { act } from "./queries";
import classes from "./Timeline.module.css";
import { When } from "./When";

/** A follow-up of the timeline: to be done, done or dropped. */
export function FollowUpEntry({ followup, locked }: { followup: TimelineEntry; locked: boolean }) {
  const { id, state, text } = followup;
  const open = state === "open";
  return (
    <li className={classes.entry} data-state={state}>
      <header className={classes.head}>
        <span>{stateName(state)}</span>
        {!locked && (
          <span className={classes.tools}>
            <IconButton
              size="xs"
              className={classes.tool}
              label={open ? t("card-next-done") : t("timeline-reopen")}
              onClick={() => void act(() => call(open ? "followups_finish" : "followups_reopen", { id }))}
            >
              {open ? <CheckIcon size={13} /> : <UndoIcon size={13} />}
            </IconButton>
            <IconButton
              size="xs"
              className={classes.tool}
              label={t("timeline-followup-trash")}
              onClick={() => void act(() => call("followups_trash", { id }))}
            >
              <TrashIcon size={13} />
            </IconButton>
          </span>
        )}
        <When on={followup.on} at={followup.at} agreed />
      </header>
      {text && <p className={classes.text}>{text}</p>}
    </li>
  );
}

function stateName(state: string): string {
  if (state === "done") return t("timeline-followup-done");
  if (state === "dropped") return t("timeline-followup-dropped");
  if (state === "no_show") return t("timeline-followup-no-show");
  return t("timeline-followup-open");
}
