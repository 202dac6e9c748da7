import { randomInt } from 'node:crypto';
import type { StatusChange } from '../../domain/event.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { EpochMs } from '../../domain/model.js';
import type { EntryPlace } from './entry-ring.js';
import type { Entries } from './log-entries.js';
import type { MirroredLog } from './mirrored-log.js';

/** The events that the log does not hold yet, each once. */
export function notLogged(
  { holdsEvent }: Pick<MirroredLog, 'holdsEvent'>,
  events: readonly GatewayEvent[],
): readonly GatewayEvent[] {
  const byId = new Map(events.map((it) => [it.id, it]));
  return [...byId.values()].filter(({ id }) => !holdsEvent(id));
}

/** The next entries of a log that has one writer: changes, then events that it does not hold yet. */
export function nextEntries(
  log: MirroredLog,
  now: EpochMs,
  changes: readonly StatusChange[],
  events: readonly GatewayEvent[] = [],
): Entries {
  const { last, places } = log;
  const ms = Math.max(last.ms, Math.floor(now));
  // The random number makes the id unlike that of any entry which was sent and then lost with the process.
  let number = ms === last.ms ? last.number : randomInt(1_000_000);
  const toEntries = <T>(items: readonly T[], { count }: EntryPlace) =>
    items.map((item, index) => ({ id: { ms, number: ++number }, count: count + index + 1, item }));
  return {
    changes: toEntries(changes, places.changes),
    events: toEntries(notLogged(log, events), places.events),
  };
}
