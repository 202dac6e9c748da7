import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Cursor, StatusChange } from '../../domain/event.js';
import { notACursor, parseCursor } from '../log/cursor.js';
import type { LogBounds } from '../log/log-bounds.js';
import { NO_PLACES, nextEntries } from '../log/log-entries.js';
import { createMirroredLog } from '../log/mirrored-log.js';
import { compareIds, toStreamId } from '../log/stream-id.js';
import { createWakeUp } from '../log/wake-up.js';
import type { EventLog } from '../port.js';

export interface MemoryLog extends EventLog {
  /** @param changes - at least one */
  add(changes: readonly StatusChange[]): void;
}

/** The log of this process alone, which ends with it. */
export function createMemoryLog(clock: Clock, bounds: LogBounds): MemoryLog {
  const log = createMirroredLog({ clock, wakeUp: createWakeUp(), catchUp: async () => true, ...bounds });
  const epoch = randomBytes(8).toString('hex');
  log.reset({ epoch, bases: NO_PLACES, entries: { changes: [], events: [] } });
  log.markCaughtUp();

  /** A position of this log that is still to come was never given to anybody. */
  function check(cursor: Cursor | null): void {
    if (cursor === null) return;
    const { epoch: of, position } = parseCursor(cursor);
    if (of === epoch && compareIds(toStreamId(position), log.last) > 0) throw notACursor();
  }

  return {
    add: (changes) => log.push(nextEntries(log, clock.now(), changes)),
    async append(events) {
      log.push(nextEntries(log, clock.now(), [], events));
    },
    tail: log.tail,
    async follow(after, filter, withBookmarks) {
      check(after);
      return log.follow(after, filter, withBookmarks);
    },
    async history(versionArn, limit, before) {
      check(before);
      return log.history(versionArn, limit, before);
    },
  };
}
