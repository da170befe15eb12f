import { memo, useDeferredValue, useState } from "react";
import { chipClass, ErrorNote, SkeletonLine, useAnswer } from "../../design";
import type { ContactRow, Field, TimelineEntry, VisitKind } from "../../ipc";
import { t } from "../../messages";
import { stepText } from "./edits";
import { Files } from "./FilesPart";
import { FollowUpEntry } from "./FollowUpEntry";
import { KINDS, type TimelineKind, useFields, useShownBy, useTimeline, useVisitKinds } from "./queries";
import classes from "./Timeline.module.css";
import { type Known, VisitEntry } from "./VisitEntry";
import { When } from "./When";

const NO_FIELDS: Field[] = [];
const NO_KINDS: VisitKind[] = [];

/** So many entries fill the card of a high window. */
const FIRST = 12;

/** Everything dated of one customer, newest first, filtered by kind. */
export const Timeline = memo(function Timeline({
  customer,
  contacts,
  locked,
}: {
  customer: number;
  contacts: ContactRow[];
  locked: boolean;
}) {
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const timeline = useTimeline(customer, kind ? [kind] : KINDS);
  // The card draws before its timeline: with this, all of it stands there.
  useAnswer("card", timeline.isSuccess ? customer : null);
  const fields = useFields().data;
  const kinds = useVisitKinds().data;
  const known = { fields: fields ?? NO_FIELDS, kinds: kinds ?? NO_KINDS };
  const pages = timeline.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  // What fills the screen first, the rest once that stands.
  const drawn = useDeferredValue(entries.length, Math.min(entries.length, FIRST));
  const rest = (pages.at(-1)?.total ?? 0) - entries.length;
  // Who was just made has a stage and an owner; a filter for that would be noise.
  const few = kind === null && entries.length < 5;
  return (
    <section className={classes.timeline} aria-label={t("timeline-label")}>
      {!few && (
        <div className={classes.filter} role="group" aria-label={t("timeline-filter")}>
          <FilterChip on={kind === null} label={t("timeline-all")} onClick={() => setKind(null)} />
          {KINDS.map((one) => (
            <FilterChip key={one} on={kind === one} label={kindName(one)} onClick={() => setKind(one)} />
          ))}
        </div>
      )}
      {timeline.isPending && <TimelineSkeleton />}
      {timeline.isError && <ErrorNote error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {timeline.isSuccess && entries.length === 0 && (
        <p className={classes.none}>{kind ? t("timeline-none-of-kind") : t("timeline-empty")}</p>
      )}
      {entries.length > 0 && (
        <ol className={classes.entries}>
          {entries.slice(0, drawn).map((entry) => (
            <Entry
              key={`${entry.kind}${entry.id}`}
              entry={entry}
              customer={customer}
              contacts={contacts}
              locked={locked}
              known={known}
            />
          ))}
        </ol>
      )}
      {timeline.hasNextPage && (
        <button
          type="button"
          className={chipClass}
          disabled={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t("timeline-more", { count: rest })}
        </button>
      )}
    </section>
  );
});

function kindName(kind: TimelineKind): string {
  switch (kind) {
    case "visit":
      return t("timeline-visits");
    case "followup":
      return t("timeline-followups");
    case "file":
      return t("files-title");
    case "stage":
      return t("timeline-stages");
    case "owner":
      return t("timeline-owners");
    case "edit":
      return t("timeline-edits");
  }
}

function FilterChip({ on, label, onClick }: { on: boolean; label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className={chipClass}
      data-tone={on ? "on" : undefined}
      aria-pressed={on}
      onClick={onClick}
    >
      {label}
    </button>
  );
}

function Entry({
  entry,
  customer,
  contacts,
  locked,
  known,
}: {
  entry: TimelineEntry;
  customer: number;
  contacts: ContactRow[];
  locked: boolean;
  known: Known;
}) {
  const { label: to, from } = entry;
  switch (entry.kind) {
    case "visit":
      return (
        <VisitEntry visit={entry} customer={customer} contacts={contacts} locked={locked} known={known} />
      );
    case "followup":
      return <FollowUpEntry followup={entry} locked={locked} />;
    case "file":
      return <FileEntry entry={entry} locked={locked} />;
    case "edit":
      return <Edit entry={entry} />;
    case "stage":
      return (
        <Plain
          entry={entry}
          text={from ? t("timeline-stage-from", { from, to }) : t("timeline-stage", { to })}
        />
      );
    default:
      return (
        <Plain
          entry={entry}
          text={from ? t("timeline-owner-from", { from, to }) : t("timeline-owner", { to })}
        />
      );
  }
}

function Plain({ entry, text }: { entry: TimelineEntry; text: string }) {
  return (
    <li className={classes.entry}>
      <header className={classes.head}>
        <span>{text}</span>
        <When on={entry.on} at={entry.at} />
      </header>
    </li>
  );
}

/** A photo or paper that belongs to no visit. */
function FileEntry({ entry, locked }: { entry: TimelineEntry; locked: boolean }) {
  return (
    <li className={classes.entry}>
      <header className={classes.head}>
        <span>{t("timeline-file")}</span>
        <When on={entry.on} at={entry.at} />
      </header>
      <Files files={entry.files} locked={locked} />
    </li>
  );
}

/** What was changed of the customer, in one quiet line. */
function Edit({ entry }: { entry: TimelineEntry }) {
  const by = useShownBy();
  if (!entry.step) return null;
  const text = stepText(entry.step, by);
  return (
    <li className={classes.entry} data-quiet>
      <header className={classes.head}>
        <span className={classes.edit} title={text}>
          {text}
        </span>
        <When on={entry.on} at={entry.at} />
      </header>
    </li>
  );
}

function TimelineSkeleton() {
  return (
    <div className={classes.skeleton} aria-busy="true">
      <SkeletonLine width="80%" />
      <SkeletonLine width="60%" />
      <SkeletonLine width="75%" />
    </div>
  );
}
