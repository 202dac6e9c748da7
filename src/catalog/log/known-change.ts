import type { StatusChange } from '../../domain/event.js';

/** Returns null for an entry of another kind, which has it in `kind`. */
export function toKnownChange(stored: unknown): StatusChange | null {
  if (typeof stored !== 'object' || stored === null || 'kind' in stored) return null;
  return 'versionArn' in stored && 'status' in stored ? (stored as StatusChange) : null;
}
