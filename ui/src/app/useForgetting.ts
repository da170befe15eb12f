import { useEffect, useRef } from "react";

/** What draws the page anew; the tests put their own in its place. */
export const page = { anew: () => window.location.reload() };

/**
 * Once the book is locked, by whomever, the page begins anew at a place that tells nothing: what it had read, searched
 * for and was about to say goes with the old page. Null while it is not known yet.
 */
export function useForgetting(isLocked: boolean | null): void {
  const before = useRef<boolean | null>(null);
  useEffect(() => {
    const wasOpen = before.current === false;
    before.current = isLocked;
    if (!isLocked || !wasOpen) return;
    window.location.replace("#/customers");
    page.anew();
  }, [isLocked]);
}
