import type { Args, CommandName, Result } from "./commands";
import { setDamaged } from "./damage";

/** An error of the door: the code has wording as `error-<code>`; `where` names file, row, column, field or command. */
export interface WireError {
  code: string;
  args: Record<string, unknown>;
  where: Record<string, unknown>;
}

/** How the window reaches the door and hears of it: the shell, or a stand-in for tests and pictures. */
export interface Transport {
  call(command: string, args: unknown): Promise<unknown>;
  listen(event: string, hear: (payload: unknown) => void): Promise<() => void>;
}

let transport: Transport | null = null;

/** Calls that are not answered yet. */
const asked = new Set<Promise<unknown>>();

/** Chooses the way to the door; done once, before anything is drawn. */
export function setTransport(chosen: Transport): void {
  transport = chosen;
}

/** The way to the door that was chosen. */
export function theTransport(): Transport {
  if (!transport) throw new Error("no transport chosen");
  return transport;
}

type CallArgs<C extends CommandName> =
  Record<never, never> extends Args<C> ? [args?: Args<C>] : [args: Args<C>];

/** What tells of the damage of a book that is not the open one. */
const AWAY: ReadonlySet<CommandName> = new Set([
  "book_open",
  "book_salvage",
  "backups_restore",
  "backups_look",
]);

/** Runs a command of the door. Rejects with a `WireError`. */
export function call<C extends CommandName>(command: C, ...args: CallArgs<C>): Promise<Result<C>> {
  const answer = theTransport().call(command, args[0] ?? {}) as Promise<Result<C>>;
  asked.add(answer);
  answer.then(
    () => asked.delete(answer),
    (error) => {
      asked.delete(answer);
      if (isWireError(error) && error.code === "book_damaged" && !AWAY.has(command)) setDamaged(true);
    },
  );
  return answer;
}

/** Waits until every call that was made is answered, well or not. */
export async function allAnswered(): Promise<void> {
  while (asked.size > 0) await Promise.allSettled([...asked]);
}

/** Is this what the door rejects with? */
export function isWireError(error: unknown): error is WireError {
  return typeof error === "object" && error !== null && "code" in error && "args" in error;
}

/** Did a command end because it was told to stop? */
export function isCancelled(error: unknown): boolean {
  return isWireError(error) && error.code === "cancelled";
}
