import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import { doAndOfferUndo, Empty, ErrorNote, offerUndo, SkeletonLine, toast, toastError } from "../../design";
import { call, undoing } from "../../ipc";
import { formatCount, formatMoment, t } from "../../messages";
import classes from "./Duplicates.module.css";
import { type Duplicates, forget, type Pair, SURE, scan, useMerges } from "./queries";
import { about, likelihood, Reasons } from "./reasons";

/** Who may be in the book twice: pairs with their reasons, and the merges that were made. */
export function DuplicatesPage() {
  const found = useQuery(scan);
  const again = () => void found.refetch();
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t("duplicates-title")}</h1>
        <Button variant="default" size="compact-sm" loading={found.isFetching} onClick={again}>
          {t("duplicates-again")}
        </Button>
      </header>
      {found.isError ? (
        <ErrorNote error={found.error} onRetry={again} />
      ) : found.isPending || (found.isFetching && !found.data) ? (
        <div aria-busy="true">
          <p className={classes.quiet}>{t("duplicates-looking")}</p>
          <SkeletonLine width="60%" />
          <SkeletonLine width="45%" />
        </div>
      ) : found.data ? (
        <Found found={found.data} again={again} />
      ) : (
        <Empty title={t("duplicates-stopped")} text={t("duplicates-stopped-about")}>
          <Button onClick={again}>{t("duplicates-again")}</Button>
        </Empty>
      )}
      <Merges />
    </div>
  );
}

function Found({ found, again }: { found: Duplicates; again: () => void }) {
  const sure = found.pairs.filter(({ score }) => score >= SURE).length;
  const mergeAll = async () => {
    try {
      const { job } = await call("customers_merge_all", { least: SURE });
      const done = await call("jobs_wait", { id: job });
      if (done.error) throw done.error;
      again();
      if (done.state === "done") await offerUndo(undoing);
      else toast(t("duplicates-stopped"));
    } catch (error) {
      toastError(error);
    }
  };
  if (found.pairs.length === 0) {
    return (
      <p className={classes.none} role="status">
        {t("duplicates-none", { count: formatCount(found.customers) })}
      </p>
    );
  }
  return (
    <>
      <div className={classes.sum}>
        <p role="status">
          {t("duplicates-found", {
            count: formatCount(found.total),
            looked: formatCount(found.customers),
          })}
        </p>
        {sure > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => void mergeAll()}>
            {t("duplicates-merge-all", { count: formatCount(sure) })}
          </Button>
        )}
      </div>
      <ol className={classes.pairs}>
        {found.pairs.map((pair) => (
          <Couple key={`${pair.a.id} ${pair.b.id}`} pair={pair} />
        ))}
      </ol>
    </>
  );
}

function Couple({ pair }: { pair: Pair }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { a, b } = pair;
  const part = async () => {
    const done = await doAndOfferUndo(() => call("duplicates_part", { a: a.id, b: b.id }), undoing);
    if (done) await forget(client, (one) => one.a.id === a.id && one.b.id === b.id);
  };
  const names = `${a.name} · ${b.name}`;
  return (
    <li className={classes.pair}>
      <div className={classes.who}>
        {[a, b].map((one) => (
          <div key={one.id}>
            <Link to={`/customers/${one.id}`}>{one.name}</Link>
            <small className={classes.quiet}>{about(one)}</small>
          </div>
        ))}
      </div>
      <div>
        <b className={classes.likely} data-sure={pair.score >= SURE || undefined}>
          {likelihood(pair.score)}
        </b>
        <Reasons reasons={pair.reasons} />
      </div>
      <div className={classes.ways}>
        <Button
          size="compact-sm"
          aria-label={`${t("duplicates-merge")}: ${names}`}
          onClick={() => void navigate(`/duplicates/merge/${a.id}-${b.id}`)}
        >
          {t("duplicates-merge")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t("duplicates-part")}: ${names}`}
          onClick={() => void part()}
        >
          {t("duplicates-part")}
        </Button>
      </div>
    </li>
  );
}

/** What was merged, and the way back, whenever. */
function Merges() {
  const merges = useMerges();
  if (!merges.data || merges.data.length === 0) return null;
  const apart = async (id: number) => {
    await doAndOfferUndo(async () => {
      const { left } = await call("merges_take_apart", { id });
      if (left > 0) toast(t("merges-left", { count: left }));
    }, undoing);
  };
  return (
    <section aria-labelledby="merges-title">
      <h2 id="merges-title" className={classes.heading}>
        {t("merges-title")}
      </h2>
      <p className={classes.quiet}>{t("merges-about")}</p>
      <ul className={classes.merges}>
        {merges.data.map((merge) => (
          <li key={merge.id}>
            <span className={classes.quiet}>{formatMoment(merge.merged_at)}</span>
            <span>
              {merge.merged} → <Link to={`/customers/${merge.customer_id}`}>{merge.customer}</Link>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t("merges-apart")}: ${merge.merged}`}
              onClick={() => void apart(merge.id)}
            >
              {t("merges-apart")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
