import type { StatusChange } from '../../domain/event.js';

/** Null for what is no status change: an entry of another kind says so in `kind`. */
export function toKnownChange(stored: unknown): StatusChange | null {
  if (typeof stored !== 'object' || stored === null || 'kind' in stored) return null;
  return 'versionArn' in stored && 'status' in stored ? (stored as StatusChange) : null;
}
