import type { GatewayEvent } from '../../src/domain/gateway-event.js';
import type { RecordStore } from '../../src/records/port.js';
import { EVENT_KIND } from '../../src/services/outbox.js';

/** Every event that is told from now on, in order, with when that was. */
export function eventsTold(records: RecordStore, now: () => number) {
  const told: { readonly at: number; readonly event: GatewayEvent }[] = [];
  records.subscribe(EVENT_KIND, (key) => {
    const event = records.get<GatewayEvent>(EVENT_KIND, key)?.value;
    if (event) told.push({ at: now(), event });
  });
  return told;
}
