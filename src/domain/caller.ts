import { type Grant, parseProjectPattern } from './grant.js';
import type { EpochMs } from './model.js';

/** The subject of a request, and its rights. */
export interface Caller {
  /** Stands in logs and in the audit. */
  readonly subject: string;
  /** Why the gateway acts by itself; absent where somebody asks. */
  readonly cause?: string;
  /** As they are now: a stream that is open for hours reads them again for every event. */
  readonly grants: readonly Grant[];
  /** As the key or the token names them. Default: none. */
  readonly groups?: readonly string[];
  /** Those of the grants that came with the token, and that no settings change. Default: none. */
  readonly tokenGrants?: readonly Grant[];
  /** Of the token; null or absent where there is none. Another issuer's subject of this name is another one. */
  readonly issuer?: string | null;
  /** When the credentials end, as it stands now: in the past once they are withdrawn. Null if they never do. */
  readonly expiresAt: EpochMs | null;
  /** Runs `task` after every change of the caller's entry in the settings; the returned function ends that. */
  readonly onChanged?: (task: () => void) => () => void;
}

const EVERYTHING = ['*'].flatMap((text) => parseProjectPattern(text) ?? []);
/** The rights of what the gateway does by itself, where it needs nobody's. */
export const OWNER_OF_ALL: Grant = { role: 'owner', projects: EVERYTHING, tags: {} };

/** The one caller of a gateway without authentication, which listens to its own machine alone. */
export const LOCAL_OWNER: Caller = { subject: 'local', grants: [OWNER_OF_ALL], expiresAt: null };

const NONE: readonly never[] = [];

/** The name under which things are counted; undefined without authentication. */
export function countedSubject(caller: Caller): string | undefined {
  return caller === LOCAL_OWNER ? undefined : caller.subject;
}

/**
 * The same caller with the grants of this moment. An operation is answered under one set of rights from beginning to
 * end, whatever the settings become meanwhile: its answer may be kept for others with the same grants.
 */
export function asOfNow(caller: Caller): Caller {
  if (caller === LOCAL_OWNER) return caller;
  const { subject, grants, groups = NONE, tokenGrants = NONE, issuer = null, expiresAt } = caller;
  return { subject, grants, groups, tokenGrants, issuer, expiresAt };
}
