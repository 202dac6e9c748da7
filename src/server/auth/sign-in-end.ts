import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';

/** How long a clock that was set, or a machine's sleep, may go unnoticed: timers know of neither. */
const LONGEST_WAIT_MS = 10_000;
const nothing = () => {};

type Credentials = Pick<Caller, 'expiresAt' | 'onChanged'>;

/** Runs `task` once when the credentials end, or are withdrawn; the returned function calls it off. */
export function onSignInEnd(clock: Clock, caller: Credentials, task: () => void): () => void {
  if (caller.expiresAt === null && !caller.onChanged) return nothing;
  let cancelTimer = nothing;
  let stopListening = nothing;
  const cancel = () => {
    cancelTimer();
    stopListening();
  };
  const wait = () => {
    cancelTimer();
    const { expiresAt } = caller;
    if (expiresAt === null) return;
    const leftMs = expiresAt - clock.wallNow();
    if (leftMs > 0) {
      cancelTimer = clock.after(Math.min(leftMs, LONGEST_WAIT_MS), wait);
      return;
    }
    cancel();
    task();
  };
  stopListening = caller.onChanged?.(wait) ?? nothing;
  wait();
  return cancel;
}
