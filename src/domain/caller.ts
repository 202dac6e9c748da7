import { type Grant, parseProjectPattern } from './grant.js';
import type { EpochMs } from './model.js';

/** Who asks, and what they may do. */
export interface Caller {
  /** Stands in logs and in the audit. */
  readonly subject: string;
  /** Why the gateway acts by itself; absent where somebody asks. */
  readonly cause?: string;
  /** As they are now: a stream that is open for hours asks again for every event. */
  readonly grants: readonly Grant[];
  /** When the credentials end, as it stands now: in the past once they are withdrawn. Null if they never do. */
  readonly expiresAt: EpochMs | null;
  /** Runs `task` after every change of what the settings say of the caller; the returned function ends that. */
  readonly onChanged?: (task: () => void) => () => void;
}

const EVERYTHING = ['*'].flatMap((text) => parseProjectPattern(text) ?? []);
/** The rights of what the gateway does by itself, where it needs nobody's. */
export const OWNER_OF_ALL: Grant = { role: 'owner', projects: EVERYTHING, tags: {} };

/** Whoever can reach a gateway without authentication, which listens to its own machine alone. */
export const LOCAL_OWNER: Caller = { subject: 'local', grants: [OWNER_OF_ALL], expiresAt: null };

/** Under whose name things are counted; undefined where everybody is the same. */
export function countedSubject(caller: Caller): string | undefined {
  return caller === LOCAL_OWNER ? undefined : caller.subject;
}

/**
 * The same caller with the grants of this moment. An operation is answered under one set of rights from beginning to end,
 * whatever the settings become meanwhile: its answer may be kept for others who have the same.
 */
export function asOfNow(caller: Caller): Caller {
  if (caller === LOCAL_OWNER) return caller;
  const { subject, grants, expiresAt } = caller;
  return { subject, grants, expiresAt };
}
