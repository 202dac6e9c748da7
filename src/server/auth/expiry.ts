import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';

/** A timer's longest time. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const nothing = () => {};

/** Runs `task` when the credentials end; the returned function calls it off. */
export function onExpiry(clock: Clock, expiresAt: EpochMs | null, task: () => void): () => void {
  if (expiresAt === null) return nothing;
  let cancel = nothing;
  const wait = () => {
    const leftMs = expiresAt - clock.now();
    if (leftMs <= 0) return task();
    cancel = clock.after(Math.min(leftMs, MAX_TIMER_MS), wait);
  };
  wait();
  return () => cancel();
}
