import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorNote, SkeletonLine, useIntent } from "../../design";
import { type Card, call } from "../../ipc";
import { formatMoment, t } from "../../messages";
import classes from "./CustomerCard.module.css";
import { Facts } from "./Facts";
import { Header } from "./Header";
import { NextFollowUp } from "./NextFollowUp";
import { act, useCard } from "./queries";
import { Timeline } from "./Timeline";

/** The card of one customer; `log` is the log box, which stands above the timeline. */
export function CustomerCard({ id, log }: { id: number; log?: ReactNode }) {
  const card = useCard(id);
  if (card.isPending) return <CardSkeleton />;
  if (card.isError) return <ErrorNote error={card.error} onRetry={() => void card.refetch()} />;
  return <Whole card={card.data} log={log} />;
}

function Whole({ card, log }: { card: Card; log: ReactNode }) {
  const trash = () => act(() => call("customers_trash", { customers: { ids: [card.id] } }));
  const trashed = card.trashed_at !== null;
  useIntent("trash-here", () => void trash(), !trashed);
  return (
    <article className={classes.card} aria-label={card.name} data-trashed={trashed || undefined}>
      <Header card={card} onTrash={() => void trash()} />
      {card.trashed_at !== null && <Trashed id={card.id} at={card.trashed_at} />}
      <Facts card={card} />
      {!trashed && <NextFollowUp card={card} />}
      {!trashed && log}
      <Timeline customer={card.id} contacts={card.contacts} locked={trashed} />
    </article>
  );
}

function Trashed({ id, at }: { id: number; at: number }) {
  return (
    <div className={classes.trashed} role="status">
      <span>{t("card-in-trash", { when: formatMoment(at) })}</span>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => void act(() => call("customers_restore", { customers: { ids: [id] } }))}
      >
        {t("card-restore")}
      </Button>
    </div>
  );
}

function CardSkeleton() {
  return (
    <div className={classes.card} aria-busy="true">
      <div className={classes.skeleton}>
        <SkeletonLine width="45%" />
        <SkeletonLine width="70%" />
        <SkeletonLine width="60%" />
        <SkeletonLine width="65%" />
        <SkeletonLine width="90%" />
        <SkeletonLine width="85%" />
      </div>
    </div>
  );
}
