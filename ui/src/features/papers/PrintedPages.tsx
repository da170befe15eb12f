import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import classes from "./PrintedPages.module.css";

/** Pages as the printer gets them: seen on paper only. Asks the system to print once they are there. */
export function PrintedPages({ pages, onDone }: { pages: string[]; onDone: () => void }) {
  const left = useRef(pages.length);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const end = () => done.current();
    window.addEventListener("afterprint", end);
    return () => window.removeEventListener("afterprint", end);
  }, []);
  const onLoad = () => {
    left.current -= 1;
    if (left.current === 0) window.print();
  };
  return createPortal(
    <div className={classes.pages} aria-hidden data-testid="printed-pages">
      {/* Only while these are printed: their margins are their own. */}
      <style>{"@page { margin: 0 }"}</style>
      {pages.map((page, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages have no name but their number
        <img key={place} src={page} alt="" onLoad={onLoad} />
      ))}
    </div>,
    document.body,
  );
}
