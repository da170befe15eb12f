import { useEffect, useReducer, useRef } from "react";
import { flushSync } from "react-dom";
import { soon } from "../../design";

/**
 * What was asked for, once it can be drawn: until then the former stays, for a blink, so that one drawing shows the new.
 * `name` tells one thing asked for from another; `read` is null for what is there.
 */
export function useReady<T>(asked: T, name: string, read: (asked: T) => Promise<unknown> | null): T {
  const held = useRef({ asked, name });
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const isSame = held.current.name === name;
  if (isSame || read(asked) === null) held.current = { asked, name };
  const waits = held.current.name !== name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing that is asked for
  useEffect(() => {
    if (!waits) return;
    let gone = false;
    void soon(read(asked) ?? Promise.resolve()).then(() => {
      if (gone) return;
      held.current = { asked, name };
      flushSync(draw);
    });
    return () => {
      gone = true;
    };
  }, [name, waits]);
  return held.current.asked;
}
