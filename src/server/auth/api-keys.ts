import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.js';
import { createCaller } from '../../domain/caller.js';
import type { EpochMs } from '../../domain/model.js';
import { type Authenticate, unauthenticated } from './authenticator.js';
import type { GrantsOf } from './policy.js';

/**
 * A key is kept as its SHA-256 alone. A slow hash would protect guessable secrets; keys are 32 random bytes, which
 * nobody guesses, and every request is checked.
 */
export interface ApiKey {
  /** Several keys may have the same, so that one can replace another without a pause. */
  readonly subject: string;
  readonly groups: readonly string[];
  /** Lower-case hex. */
  readonly sha256: string;
  readonly expiresAt: EpochMs | null;
}

export function createApiKeys(keys: readonly ApiKey[], grantsOf: GrantsOf, clock: Clock): Authenticate {
  const known = keys.map((key) => ({ ...key, digest: Buffer.from(key.sha256, 'hex') }));

  return async (credential) => {
    if (credential === null) throw unauthenticated('no credential');
    const digest = createHash('sha256').update(credential).digest();
    // All of them, always: how long it takes tells nothing of which came close.
    const found = known.filter((key) => timingSafeEqual(key.digest, digest))[0];
    if (!found) throw unauthenticated('unknown key');
    const { subject, groups, expiresAt } = found;
    if (expiresAt !== null && expiresAt <= clock.now()) throw unauthenticated(`expired key of ${subject}`);
    return createCaller(subject, grantsOf(subject, groups), expiresAt);
  };
}
