import { randomUUID } from 'node:crypto';
import type { GatewayEvent } from '../domain/gateway-event.js';
import type { RecordChange } from '../records/port.js';

/** Of records that hold an event until it is in the log. */
export const EVENT_KIND = 'event';

/** The event that goes with a change of a record: in one commit with it, so that neither is there without the other. */
export function toldWith(event: Omit<GatewayEvent, 'id'>): RecordChange {
  // Ordered by time: events of one moment go into the log in the order in which they were made.
  const id = `${new Date(event.at).toISOString()}-${randomUUID()}`;
  return { kind: EVENT_KIND, key: id, value: { ...event, id } satisfies GatewayEvent, expected: null };
}
