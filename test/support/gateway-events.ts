import type { GatewayEvent } from '../../src/domain/gateway-event.js';
import { aProjectArn } from './builders.js';

/** An event of a planned stop in the project `cats`; name only what the test is about. */
export function aGatewayEvent(id: string, change: Partial<GatewayEvent> = {}): GatewayEvent {
  return {
    ...{ id, kind: 'AUTOMATION_FAILED', at: 1_700_000_000_000 },
    scope: { projectArns: [aProjectArn('cats')] },
    record: { kind: 'stop', key: 'a' },
    ...change,
  };
}
