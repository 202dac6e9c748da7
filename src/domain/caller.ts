import { type Grant, parseProjectPattern } from './grant.js';
import type { EpochMs } from './model.js';

/** Who asks, and what they may do. */
export interface Caller {
  /** Stands in logs and in the audit. */
  readonly subject: string;
  readonly grants: readonly Grant[];
  /** The same for callers who may do the same, and for no others: what was answered to one may be shown to another. */
  readonly grantsKey: string;
  /** When the credentials end; null if they never do. */
  readonly expiresAt: EpochMs | null;
}

export function createCaller(
  subject: string,
  grants: readonly Grant[],
  expiresAt: EpochMs | null = null,
): Caller {
  const lines = grants.map(({ role, projects }) => `${role} ${projects.map((it) => it.text).join(' ')}`);
  return { subject, grants, grantsKey: lines.sort().join('\n'), expiresAt };
}

const EVERYTHING = ['*'].flatMap((text) => parseProjectPattern(text) ?? []);

/** Whoever can reach a gateway without authentication, which listens to its own machine alone. */
export const LOCAL_OWNER: Caller = createCaller('local', [{ role: 'owner', projects: EVERYTHING }]);
