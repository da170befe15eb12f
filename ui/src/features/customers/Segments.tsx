import { ActionIcon, ColorSwatch, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, memo, useState } from "react";
import { Dot, PALETTE } from "../../design";
import { InlineText } from "../../design/InlineText";
import { MoreIcon } from "../../design/icons";
import type { Segment } from "../../ipc";
import { formatCount, t } from "../../messages";
import type { MessageKey } from "../../messages/generated/keys";
import classes from "./Sidebar.module.css";
import { openSegment, segmentSteps, useSegments } from "./segments";
import { useColumns, useSortables } from "./useColumns";
import { useView } from "./view";

const DRAGGED = "application/x-rounds-segment";

/** The order with one put where another stands. */
function moved(ids: number[], id: number, target: number): number[] {
  const next = ids.filter((one) => one !== id);
  next.splice(ids.indexOf(target), 0, id);
  return next;
}

/** The segments with live counts: shown by a click, put into an order by dragging, changed by their menus. */
export const Segments = memo(function Segments() {
  const shown = useView((view) => view.segment);
  const segments = useSegments().data ?? [];
  const among = useSortables(useColumns());
  const client = useQueryClient();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [renamed, setRenamed] = useState<number | null>(null);
  if (segments.length === 0) return null;
  const ids = segments.map(({ id }) => id);
  const order = (next: number[]) => {
    // It stands there already while the step is made.
    client.setQueryData<Segment[]>(
      ["segments", "list"],
      (all) => all && [...all].sort((a, b) => next.indexOf(a.id) - next.indexOf(b.id)),
    );
    void segmentSteps.order(next);
  };
  const drag = (id: number) => ({
    draggable: renamed === null,
    "data-over": (over === id && dragged !== id) || undefined,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData(DRAGGED, String(id));
      setDragged(id);
    },
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      setOver(id);
    },
    onDrop: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      if (dragged !== id) order(moved(ids, dragged, id));
      setDragged(null);
      setOver(null);
    },
    onDragEnd: () => {
      setDragged(null);
      setOver(null);
    },
  });
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{t("side-segments")}</h3>
      <ul>
        {segments.map((segment, nth) => (
          <li key={segment.id} className={classes.item} {...drag(segment.id)}>
            {renamed === segment.id ? (
              <span className={classes.entry}>
                <InlineText
                  editing
                  value={segment.name}
                  label={t("manage-name")}
                  onSave={(name) => segmentSteps.edit({ id: segment.id, name })}
                  onDone={() => setRenamed(null)}
                />
              </span>
            ) : (
              <>
                <button
                  type="button"
                  className={classes.entry}
                  aria-pressed={segment.uid === shown}
                  onClick={() => openSegment(segment, among)}
                  onDoubleClick={() => setRenamed(segment.id)}
                >
                  <Dot color={segment.color} />
                  <span className={classes.name} title={segment.name}>
                    {segment.name}
                  </span>
                  {segment.customers === null ? (
                    <span className={classes.problem} title={t("segment-problem", { name: segment.name })}>
                      !
                    </span>
                  ) : (
                    <span className={classes.count}>{formatCount(segment.customers)}</span>
                  )}
                </button>
                <SegmentMenu
                  segment={segment}
                  onRename={() => setRenamed(segment.id)}
                  onMove={(by) => {
                    const target = ids[nth + by];
                    if (target !== undefined) order(moved(ids, segment.id, target));
                  }}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
});

function SegmentMenu({
  segment,
  onRename,
  onMove,
}: {
  segment: Segment;
  onRename: () => void;
  onMove: (by: 1 | -1) => void;
}) {
  return (
    <Menu position="bottom-end" width={190} returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          className={classes.more}
          size="sm"
          variant="subtle"
          aria-label={t("manage-more", { name: segment.name })}
        >
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>{t("segment-rename")}</Menu.Item>
        <div className={classes.swatches} role="group" aria-label={t("manage-color", { name: segment.name })}>
          {Object.entries(PALETTE).map(([name, color]) => (
            <Menu.Item
              key={name}
              className={classes.swatch}
              aria-label={t(`color-${name}` as MessageKey)}
              onClick={() => void segmentSteps.edit({ id: segment.id, color: name })}
            >
              <ColorSwatch size={16} color={color} />
            </Menu.Item>
          ))}
        </div>
        <Menu.Item onClick={() => onMove(-1)}>{t("manage-move-up")}</Menu.Item>
        <Menu.Item onClick={() => onMove(1)}>{t("manage-move-down")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void segmentSteps.trash(segment.id)}>{t("manage-trash")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
