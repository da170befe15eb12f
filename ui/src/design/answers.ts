import { useEffect } from "react";

/** What the user does, and what came of it: each span ends with the frame that shows it. */
export type Answer = "list" | "rows" | "card" | "found";

/** When the latest key, click or turn of the wheel came, by the page's clock; 0 is the start of the page. */
const asked = { input: 0, scroll: 0 };

/** Begins to note when something is asked for; done once, before anything is drawn. */
export function noteQuestions(): void {
  const note = (kind: keyof typeof asked) => (event: Event) => {
    asked[kind] = event.timeStamp;
  };
  for (const type of ["keydown", "click"]) {
    window.addEventListener(type, note("input"), { capture: true, passive: true });
  }
  window.addEventListener("scroll", note("scroll"), { capture: true, passive: true });
}

/** Runs after the next frame stands on the screen. */
function afterPaint(done: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/**
 * Measures from the latest key or click to the frame that shows `shown`, each time it is another one; null while the
 * answer is not there yet. The span carries the name only, and only the latest is kept: the web view's own tools and
 * the benchmark hear of it, nothing is written down.
 */
export function useAnswer(
  name: Answer,
  shown: string | number | null,
  by: keyof typeof asked = "input",
): void {
  useEffect(() => {
    if (shown === null) return;
    const start = asked[by];
    afterPaint(() => {
      performance.clearMeasures(name);
      performance.measure(name, { start, end: performance.now() });
    });
  }, [name, shown, by]);
}
