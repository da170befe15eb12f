import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { doAndOfferUndo, Empty, ErrorNote } from "../../design";
import { call, type TrashItem } from "../../ipc";
import { formatCount, formatMoment, t, tCode } from "../../messages";
import classes from "./TrashPage.module.css";

/** Each kind of record has a restore of its own. */
const RESTORE: Record<string, (id: number) => Promise<unknown>> = {
  customer: (id) => call("customers_restore", { customers: { ids: [id] } }),
  contact: (id) => call("contacts_restore", { id }),
  contact_point: (id) => call("contact_points_restore", { id }),
  visit: (id) => call("visits_restore", { id }),
  followup: (id) => call("followups_restore", { id }),
  tag: (id) => call("tags_restore", { id }),
  tag_group: (id) => call("tag_groups_restore", { id }),
  stage: (id) => call("stages_restore", { id }),
  owner: (id) => call("owners_restore", { id }),
  field_option: (id) => call("field_options_restore", { id }),
  field: (id) => call("fields_restore", { id }),
  visit_kind: (id) => call("visit_kinds_restore", { id }),
};

const PAGE = 100;

/** What was deleted, last first, each with its way back. */
export function TrashPage() {
  const [limit, setLimit] = useState(PAGE);
  const trash = useQuery({
    // Any step may fill or empty the trash, and each is told as history.
    queryKey: ["history", "trash", limit],
    queryFn: () => call("trash_list", { at: 0, limit }),
    placeholderData: (former) => former,
  });
  if (trash.isError) return <ErrorNote error={trash.error} onRetry={() => void trash.refetch()} />;
  if (!trash.data) return null;
  const { items, total } = trash.data;
  if (total === 0) return <Empty title={t("trash-empty-title")} text={t("trash-empty-text")} />;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t("trash-title")}</h1>
        <span className={classes.quiet}>{formatCount(total)}</span>
      </header>
      <p className={classes.quiet}>{t("trash-about")}</p>
      <ul className={classes.items}>
        {items.map((item) => (
          <Line key={`${item.record}-${item.id}`} item={item} />
        ))}
      </ul>
      {items.length < total && (
        <Button variant="default" onClick={() => setLimit(limit + PAGE * 4)}>
          {t("trash-more")}
        </Button>
      )}
    </div>
  );
}

function Line({ item }: { item: TrashItem }) {
  const restore = RESTORE[item.record];
  return (
    <li className={classes.item}>
      <span className={classes.kind}>{tCode("trash-record-", item.record, {}, "trash-record-other")}</span>
      <span className={classes.title}>
        {item.title}
        {item.customer && <span className={classes.quiet}> · {item.customer}</span>}
      </span>
      <time className={classes.quiet}>{formatMoment(item.trashed_at)}</time>
      {restore && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() =>
            void doAndOfferUndo(
              () => restore(item.id),
              () => call("history_state"),
              () => call("undo"),
            )
          }
        >
          {t("trash-restore")}
        </Button>
      )}
    </li>
  );
}
