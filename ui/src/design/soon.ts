/** Who waits longer than this is shown that there is something to wait for. */
const PATIENCE_MS = 100;

/**
 * Waits for what is nearly there, well or not, but not for long: so that what follows is drawn once and whole,
 * not first without and then with it.
 */
export function soon(work: Promise<unknown>): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const end = () => {
      clearTimeout(timer);
      done();
    };
    work.then(end, end);
  });
}
