import { useState } from "react";
import { chipClass, ErrorNote, SkeletonLine } from "../../design";
import type { TimelineEntry, TimelineKind } from "../../ipc";
import { t } from "../../messages";
import { FollowUpEntry } from "./FollowUpEntry";
import { useTimeline } from "./queries";
import classes from "./Timeline.module.css";
import { VisitEntry } from "./VisitEntry";
import { When } from "./When";

const KINDS: TimelineKind[] = ["visit", "followup", "stage", "owner"];

/** Everything dated of one customer, newest first, filtered by kind. */
export function Timeline({ customer, locked }: { customer: number; locked: boolean }) {
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const timeline = useTimeline(customer, kind ? [kind] : []);
  const pages = timeline.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const rest = (pages.at(-1)?.total ?? 0) - entries.length;
  // Who was just made has only that; a filter for it would be noise.
  const few = kind === null && entries.filter((entry) => entry.kind !== "created").length < 3;
  return (
    <section className={classes.timeline} aria-label={t("timeline-label")}>
      {!few && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and a legend
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
          {entries.map((entry, at) => (
            <Entry key={"id" in entry ? `${entry.kind}${entry.id}` : `${entry.kind}${at}`} entry={entry} locked={locked} />
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
}

function kindName(kind: TimelineKind): string {
  switch (kind) {
    case "visit":
      return t("timeline-visits");
    case "followup":
      return t("timeline-followups");
    case "stage":
      return t("timeline-stages");
    case "owner":
      return t("timeline-owners");
  }
}

function FilterChip({ on, label, onClick }: { on: boolean; label: string; onClick: () => void }) {
  return (
    <button type="button" className={chipClass} data-tone={on ? "on" : undefined} aria-pressed={on} onClick={onClick}>
      {label}
    </button>
  );
}

function Entry({ entry, locked }: { entry: TimelineEntry; locked: boolean }) {
  switch (entry.kind) {
    case "visit":
      return <VisitEntry visit={entry} locked={locked} />;
    case "followup":
      return <FollowUpEntry followup={entry} locked={locked} />;
    case "stage":
      return (
        <Plain
          on={entry.on}
          at={entry.at}
          text={
            entry.from
              ? t("timeline-stage-from", { from: entry.from, to: entry.to })
              : t("timeline-stage", { to: entry.to })
          }
        />
      );
    case "owner":
      return (
        <Plain
          on={entry.on}
          at={entry.at}
          text={
            entry.from
              ? t("timeline-owner-from", { from: entry.from, to: entry.to })
              : t("timeline-owner", { to: entry.to })
          }
        />
      );
    case "created":
      return <Plain on={entry.on} at={entry.at} text={t("timeline-created")} />;
  }
}

function Plain({ on, at, text }: { on: string; at: number | null; text: string }) {
  return (
    <li className={classes.entry}>
      <header className={classes.head}>
        <span>{text}</span>
        <When on={on} at={at} />
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
