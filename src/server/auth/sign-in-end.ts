import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';

/** A timer's longest time. */
const MAX_TIMER_MS = 2 ** 31 - 1;
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
    const leftMs = expiresAt - clock.now();
    if (leftMs > 0) {
      cancelTimer = clock.after(Math.min(leftMs, MAX_TIMER_MS), wait);
      return;
    }
    cancel();
    task();
  };
  stopListening = caller.onChanged?.(wait) ?? nothing;
  wait();
  return cancel;
}
