import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';

/**
 * Runs `task` once when `dueAt` has come. It is read anew when the time is up, because the deadline of a shared call
 * moves away as others join. The returned function calls it off.
 */
export function whenDue(clock: Clock, dueAt: () => EpochMs, task: () => void): () => void {
  let callOff = () => {};
  const arm = () => {
    callOff = clock.after(Math.max(0, Math.ceil(dueAt() - clock.now())), () =>
      clock.now() < dueAt() ? arm() : task(),
    );
  };
  arm();
  return () => callOff();
}
