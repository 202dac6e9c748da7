import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import type { EpochMs } from '../../domain/model.js';

/** A caller, and until when the token need not be verified again. */
interface Verified {
  readonly caller: Caller;
  readonly until: EpochMs;
}

/** A signing key that its issuer withdraws still counts so long for tokens that came just before. */
const MAX_AGE_MS = 60_000;
/** The least used goes first, and is verified again when it comes. */
const MAX_TOKENS = 5_000;

/**
 * `verify`, less often: the same token gives the same caller for a minute, and never at or after its end; requests that
 * bring it while it is being verified wait for that. Refusals are not remembered, so that strangers push nobody out; of
 * a token its digest is, so that no secrets pile up.
 * @param verify - rejects unless the token counts now
 */
export function createVerifiedTokens(
  verify: (token: string) => Promise<Caller>,
  clock: Clock,
): (token: string) => Promise<Caller> {
  const verified = new LRUCache<string, Verified>({ max: MAX_TOKENS });
  const underWay = new Map<string, Promise<Caller>>();

  const isOver = ({ expiresAt }: Caller) => expiresAt !== null && expiresAt <= clock.wallNow();

  async function verifyNow(token: string, digest: string): Promise<Caller> {
    const until = clock.now() + MAX_AGE_MS; // from before the issuer's keys were read
    const caller = await verify(token);
    verified.set(digest, { caller, until });
    return caller;
  }

  return async (token) => {
    const digest = createHash('sha256').update(token).digest('base64');
    const known = verified.get(digest);
    if (known && clock.now() < known.until && !isOver(known.caller)) return known.caller;
    const waiting = underWay.get(digest);
    if (waiting) return waiting;
    const answer = verifyNow(token, digest).finally(() => underWay.delete(digest));
    underWay.set(digest, answer);
    return answer;
  };
}
