import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';

/** How long a clock that was set, or a machine's sleep, may go unnoticed: timers know of neither. */
const LONGEST_WAIT_MS = 10_000;
const nothing = () => {};

/** Runs `task` when the credentials end; the returned function calls it off. */
export function onExpiry(clock: Clock, expiresAt: EpochMs | null, task: () => void): () => void {
  if (expiresAt === null) return nothing;
  let cancel = nothing;
  const wait = () => {
    const leftMs = expiresAt - clock.wallNow();
    if (leftMs <= 0) return task();
    cancel = clock.after(Math.min(leftMs, LONGEST_WAIT_MS), wait);
  };
  wait();
  return () => cancel();
}
