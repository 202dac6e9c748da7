import type { StatusChange } from '../../domain/event.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';

/** Returns null for an entry of another kind, which has it in `kind`. */
export function toKnownChange(stored: unknown): StatusChange | null {
  if (typeof stored !== 'object' || stored === null || 'kind' in stored) return null;
  return 'versionArn' in stored && 'status' in stored ? (stored as StatusChange) : null;
}

/** Returns null for what is no event. Kinds that this version does not know are kept: no filter names them. */
export function toKnownEvent(stored: unknown): GatewayEvent | null {
  if (typeof stored !== 'object' || stored === null) return null;
  return 'id' in stored && 'kind' in stored ? (stored as GatewayEvent) : null;
}
