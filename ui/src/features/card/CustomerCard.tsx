import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { ErrorNote, SkeletonLine, useFileDrop, useIntent } from "../../design";
import { type Card, call } from "../../ipc";
import { formatMoment, t } from "../../messages";
import { CardBar, type OnPaper, type Walk } from "./CardBar";
import classes from "./CustomerCard.module.css";
import { Facts } from "./Facts";
import { FilesPart } from "./FilesPart";
import { attach } from "./files";
import { GoodToKnow } from "./GoodToKnow";
import { Header } from "./Header";
import { History } from "./History";
import { NextFollowUp } from "./NextFollowUp";
import { act, useCard, useWhatFollows } from "./queries";
import { Timeline } from "./Timeline";

/**
 * The card of one customer, beside its list or as a page; `log` is the log box, which stands above the timeline, `walk`
 * the list around it.
 */
export function CustomerCard({
  id,
  log,
  walk,
  onPaper,
}: {
  id: number;
  log?: ReactNode;
  walk?: Walk | null;
  /** Puts the card on paper. */
  onPaper?: OnPaper;
}) {
  const card = useCard(id);
  useWhatFollows(id);
  const full = walk?.full ?? false;
  if (card.isPending) return <CardSkeleton />;
  if (card.isError) {
    return (
      <ErrorNote error={card.error} onRetry={() => void card.refetch()}>
        {walk && (
          <Button variant="default" onClick={walk.close}>
            {t("card-to-list")}
          </Button>
        )}
      </ErrorNote>
    );
  }
  return full ? (
    <CustomerPage key={card.data.id} card={card.data} log={log} walk={walk} onPaper={onPaper} />
  ) : (
    <Beside key={card.data.id} card={card.data} log={log} walk={walk} onPaper={onPaper} />
  );
}

interface Shown {
  card: Card;
  log: ReactNode;
  walk: Walk | null | undefined;
  onPaper: OnPaper | undefined;
}

/** Into the trash, by the button or by key. */
function useTrash(card: Card): () => void {
  const trash = () => void act(() => call("customers_trash", { customers: { ids: [card.id] } }));
  useIntent("trash-here", trash, card.trashed_at === null);
  return trash;
}

/** Files that are dropped anywhere on the card are kept with the customer. */
function useDropOnCard(card: Card, element: RefObject<HTMLElement | null>): void {
  useFileDrop(
    element,
    () => t("drop-attach", { name: card.name }),
    (paths) => void attach(card.id, paths),
    card.trashed_at === null,
  );
}

function Beside({ card, log, walk, onPaper }: Shown) {
  const trash = useTrash(card);
  const trashed = card.trashed_at !== null;
  const whole = useRef<HTMLElement>(null);
  useDropOnCard(card, whole);
  return (
    <article ref={whole} className={classes.card} aria-label={card.name} data-trashed={trashed || undefined}>
      <CardBar card={card} walk={walk} onTrash={trash} onPaper={onPaper} />
      <Header card={card} />
      {card.trashed_at !== null && <Trashed id={card.id} at={card.trashed_at} />}
      <Facts card={card} />
      {!trashed && <NextFollowUp card={card} />}
      {!trashed && log}
      <FilesPart customer={card.id} locked={trashed} />
      <Timeline customer={card.id} contacts={card.contacts} locked={trashed} />
    </article>
  );
}

/** Where what to know stands beneath who it is, and what is next is to stay in sight. */
const NARROW = "(max-width: 72rem)";

/** The customer as a page: who it is at the left, what was at the middle, what to know at the right. */
function CustomerPage({ card, log, walk, onPaper }: Shown) {
  const trash = useTrash(card);
  const trashed = card.trashed_at !== null;
  const page = useRef<HTMLElement>(null);
  useDropOnCard(card, page);
  const narrow = useMediaQuery(NARROW);
  const next = !trashed && <NextFollowUp card={card} />;
  // The list beneath has let go of the focus; here it begins.
  useEffect(() => page.current?.focus(), []);
  return (
    <article
      ref={page}
      tabIndex={-1}
      className={classes.page}
      aria-label={card.name}
      data-trashed={trashed || undefined}
    >
      <section className={classes.who} aria-label={t("card-facts")}>
        <CardBar card={card} walk={walk} onTrash={trash} onPaper={onPaper} />
        <Header card={card} />
        {card.trashed_at !== null && <Trashed id={card.id} at={card.trashed_at} />}
        <Facts card={card} whole />
      </section>
      <div className={classes.said}>
        <div className={classes.column}>
          {narrow && next}
          {!trashed && log}
          <Timeline customer={card.id} contacts={card.contacts} locked={trashed} />
        </div>
      </div>
      <section className={classes.know} aria-label={t("card-know")}>
        {!narrow && next}
        <GoodToKnow card={card} />
        <FilesPart customer={card.id} locked={trashed} />
        <History customer={card.id} open />
      </section>
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
