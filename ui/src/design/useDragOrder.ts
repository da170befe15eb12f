import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";

/** The ids with the one at `from` put at `to`. */
export function moved(ids: number[], from: number, to: number): number[] {
  const next = [...ids];
  const [id] = next.splice(from, 1);
  if (id !== undefined) next.splice(to, 0, id);
  return next;
}

/**
 * An order that is dragged by the grip of each line, or moved by the arrows on it. Dragged by the pointer and not as the
 * browser drags: the window itself takes what is dropped, for files. `list` is the element whose children are the lines.
 */
export function useDragOrder<E extends HTMLElement>(ids: number[], onOrder: (ids: number[]) => void) {
  const list = useRef<E>(null);
  const [drag, setDrag] = useState<{ from: number; over: number } | null>(null);
  /** The grip that was moved by the keyboard: it keeps the focus where its line comes to stand. */
  const followed = useRef<HTMLElement | null>(null);
  const order = ids.join(",");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order is what may have taken the focus
  useEffect(() => {
    if (followed.current?.isConnected && document.activeElement === document.body) followed.current.focus();
    followed.current = null;
  }, [order]);

  /** The place in the list at this height. */
  function placeAt(y: number): number {
    const lines = [...(list.current?.children ?? [])];
    const at = lines.findIndex((line) => y < line.getBoundingClientRect().bottom);
    return at < 0 ? lines.length - 1 : at;
  }

  function onPointerMove(event: PointerEvent) {
    const over = placeAt(event.clientY);
    if (drag && over !== drag.over) setDrag({ ...drag, over });
  }

  function drop() {
    if (drag && drag.from !== drag.over) onOrder(moved(ids, drag.from, drag.over));
    setDrag(null);
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.key === "Escape" && drag) {
      event.stopPropagation();
      setDrag(null);
    }
    const to = event.key === "ArrowUp" ? at - 1 : event.key === "ArrowDown" ? at + 1 : null;
    if (to === null || to < 0 || to >= ids.length) return;
    event.preventDefault();
    followed.current = event.currentTarget as HTMLElement;
    onOrder(moved(ids, at, to));
  }

  return {
    list,
    /** What the line at a place says of the drag. */
    line: (at: number) => ({
      "data-over": (drag && drag.over === at && drag.from !== at) || undefined,
      "data-dragged": drag?.from === at || undefined,
    }),
    /** What makes a button the grip of the line at a place. */
    grip: (at: number) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at, over: at });
      },
      onPointerMove,
      onPointerUp: drop,
      onPointerCancel: () => setDrag(null),
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, at),
    }),
  };
}
