import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { doAndOfferUndo, Empty, ErrorNote } from "../../design";
import { call, type TrashItem, undoing } from "../../ipc";
import { formatCount, formatMoment, t, tCode } from "../../messages";
import classes from "./TrashPage.module.css";

const PAGE = 100;

const keyOf = ({ record, id }: TrashItem) => `${record}-${id}`;

/** Puts records back in one step, with its undo. One customer alone is a step of its own name. */
function restore(items: TrashItem[]): Promise<boolean> {
  const [only] = items;
  return doAndOfferUndo(
    () =>
      only?.record === "customer" && items.length === 1
        ? call("customers_restore", { customers: { ids: [only.id] } })
        : call("trash_restore", { items: items.map(({ record, id }) => ({ record, id })) }),
    undoing,
  );
}

/** What was deleted, last first: each with its way back, and many at once. */
export function TrashPage() {
  const [limit, setLimit] = useState(PAGE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const trash = useQuery({
    // Any step may fill or empty the trash, and each is told as history.
    queryKey: ["history", "trash", limit],
    queryFn: () => call("trash_list", { at: 0, limit }),
    placeholderData: (former) => former,
  });
  const days = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") }).data?.trash_days;
  if (trash.isError) return <ErrorNote error={trash.error} onRetry={() => void trash.refetch()} />;
  if (!trash.data) return null;
  const { items, total } = trash.data;
  const picked = items.filter((item) => chosen.has(keyOf(item)));

  function put(wanted: TrashItem[], on: boolean) {
    const next = new Set(chosen);
    for (const item of wanted) on ? next.add(keyOf(item)) : next.delete(keyOf(item));
    setChosen(next);
  }

  async function restoreChosen() {
    if (await restore(picked)) setChosen(new Set());
  }

  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t("trash-title")}</h1>
        {total > 0 && <span className={classes.quiet}>{formatCount(total)}</span>}
      </header>
      {total === 0 ? (
        <Empty title={t("trash-empty-title")} text={t("trash-empty-text")} />
      ) : (
        <>
          <p className={classes.quiet}>{days ? t("trash-about-days", { count: days }) : t("trash-about")}</p>
          <div className={classes.many}>
            <Checkbox
              size="xs"
              label={t("trash-choose-all")}
              checked={picked.length === items.length}
              indeterminate={picked.length > 0 && picked.length < items.length}
              onChange={(event) => put(items, event.currentTarget.checked)}
            />
            {picked.length > 0 && (
              <Button size="compact-sm" onClick={() => void restoreChosen()}>
                {t("trash-chosen", { count: picked.length })}
              </Button>
            )}
          </div>
          <ul className={classes.items}>
            {items.map((item) => (
              <Line
                key={keyOf(item)}
                item={item}
                on={chosen.has(keyOf(item))}
                onChoose={(on) => put([item], on)}
              />
            ))}
          </ul>
          {items.length < total && (
            <Button variant="default" onClick={() => setLimit(limit + PAGE * 4)}>
              {t("trash-more")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Line({ item, on, onChoose }: { item: TrashItem; on: boolean; onChoose: (on: boolean) => void }) {
  return (
    <li className={classes.item}>
      <Checkbox
        size="xs"
        aria-label={t("trash-choose", { title: item.title })}
        checked={on}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <span className={classes.kind}>{tCode("trash-record-", item.record, {}, "trash-record-other")}</span>
      <span className={classes.title}>
        {item.title}
        {item.customer && <span className={classes.quiet}> · {item.customer}</span>}
      </span>
      <time className={classes.quiet}>{formatMoment(item.trashed_at)}</time>
      <span>
        {item.record === "customer" && (
          <Button
            component={Link}
            to={`/safety/erase/${item.id}`}
            variant="subtle"
            c="var(--late)"
            size="compact-sm"
          >
            {t("erase-way-erase")}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => void restore([item])}>
          {t("trash-restore")}
        </Button>
      </span>
    </li>
  );
}
