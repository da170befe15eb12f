import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { t } from "../messages";
import classes from "./Panes.module.css";
import { remPixels } from "./rem";

interface Limits {
  /** Names the width in the web view's storage, where only widths are kept; in pixels at the normal text size. */
  id: string;
  start: number;
  least: number;
  most: number;
}

const SIDE: Limits = { id: "pane-side", start: 208, least: 160, most: 320 };
const DETAIL: Limits = { id: "pane-detail", start: 400, least: 340, most: 640 };

function useWidth({ id, start, least, most }: Limits) {
  const [width, setWidth] = useState(() => {
    const kept = Number(localStorage.getItem(id));
    return kept >= least && kept <= most ? kept : start;
  });
  const put = (wanted: number) => {
    const next = Math.round(Math.max(least, Math.min(most, wanted)));
    setWidth(next);
    localStorage.setItem(id, String(next));
  };
  return [width, put] as const;
}

/** In a window narrower than so many rem (1100 px with the rail), the third pane slides over the second. */
const NARROW = 64.25;
/** Narrower than this the first pane gives way: what it chooses can be chosen by the list's conditions too. */
const NO_SIDE = 44;

/** A line between two panes that can be dragged, or moved by the arrow keys. `sign` = -1 where right means narrower. */
function Handle({
  limits,
  width,
  onWidth,
  sign,
  label,
}: {
  limits: Limits;
  width: number;
  onWidth: (w: number) => void;
  sign: 1 | -1;
  label: string;
}) {
  const [from, setFrom] = useState<{ x: number; width: number } | null>(null);
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    onWidth(width + (event.key === "ArrowRight" ? 16 : -16) * sign);
  }
  return (
    <div
      className={classes.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      tabIndex={0}
      data-dragging={from ? true : undefined}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onWidth(limits.start)}
      onPointerDown={(event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, width });
      }}
      onPointerMove={(event: PointerEvent) => {
        if (from) onWidth(from.width + ((event.clientX - from.x) * sign * 16) / remPixels());
      }}
      onPointerUp={() => setFrom(null)}
    />
  );
}

/**
 * Three panes: what to look at, the list, one thing of it. Widths are dragged and remembered; in a narrow window
 * the third slides over the second.
 */
export function Panes({
  side,
  main,
  detail,
  onCloseDetail,
}: {
  side: ReactNode;
  main: ReactNode;
  detail: ReactNode | null;
  onCloseDetail: () => void;
}) {
  const [sideWidth, setSideWidth] = useWidth(SIDE);
  const [detailWidth, setDetailWidth] = useWidth(DETAIL);
  const { ref, width: pixels } = useElementSize();
  const rem = (pixels || window.innerWidth) / remPixels();
  const narrow = rem < NARROW;
  return (
    <div className={classes.panes} ref={ref}>
      {rem >= NO_SIDE && (
        <>
          <aside
            className={classes.side}
            aria-label={t("pane-side")}
            style={{ width: `${sideWidth / 16}rem` }}
          >
            {side}
          </aside>
          <Handle
            limits={SIDE}
            width={sideWidth}
            onWidth={setSideWidth}
            sign={1}
            label={t("pane-resize-side")}
          />
        </>
      )}
      <section className={classes.main}>{main}</section>
      {detail && narrow && (
        <button
          type="button"
          className={classes.veil}
          aria-label={t("action-close")}
          onClick={onCloseDetail}
          tabIndex={-1}
        />
      )}
      {detail && !narrow && (
        <Handle
          limits={DETAIL}
          width={detailWidth}
          onWidth={setDetailWidth}
          sign={-1}
          label={t("pane-resize-detail")}
        />
      )}
      {detail && (
        <aside
          className={narrow ? `${classes.detail} ${classes.over}` : classes.detail}
          aria-label={t("pane-detail")}
          style={{ width: `${detailWidth / 16}rem` }}
        >
          {detail}
        </aside>
      )}
    </div>
  );
}
