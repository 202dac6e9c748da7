import { createHash, timingSafeEqual } from 'node:crypto';
import type { EpochMs } from '../../domain/model.js';
import { mistakeInSubject } from './subject.js';

/**
 * A key is kept as its SHA-256 alone. A slow hash would protect guessable secrets; keys are 32 random bytes, which
 * nobody guesses, and every request is checked.
 */
export interface ApiKey {
  /** Several keys may have the same, so that one can replace another without a pause. */
  readonly subject: string;
  readonly groups: readonly string[];
  readonly sha256: Buffer;
  readonly expiresAt: EpochMs | null;
}

/** The key of this text. Compares with all of them, always: its duration says nothing about which came close. */
export function findKey(keys: readonly ApiKey[], text: string): ApiKey | undefined {
  const digest = createHash('sha256').update(text).digest();
  return keys.filter((key) => timingSafeEqual(key.sha256, digest))[0];
}

/**
 * Null unless `value` has the form `{subject, sha256, groups?, expiresAt?}`. With a misspelt `expiresAt` a key would
 * never end, so there may be nothing else.
 */
export function parseApiKey(value: unknown): ApiKey | null {
  const {
    subject,
    sha256,
    groups = [],
    expiresAt = null,
    ...others
  } = (value ?? {}) as Record<string, unknown>;
  const expiresAtMs = expiresAt === null ? null : toEpochMs(String(expiresAt));
  const isGood =
    typeof subject === 'string' &&
    mistakeInSubject(subject) === null &&
    /^[0-9a-f]{64}$/i.test(String(sha256)) &&
    Array.isArray(groups) &&
    groups.every((it) => typeof it === 'string') &&
    !Number.isNaN(expiresAtMs) &&
    Object.keys(others).length === 0;
  if (!isGood) return null;
  return { subject, groups, sha256: Buffer.from(String(sha256), 'hex'), expiresAt: expiresAtMs };
}

/** Date.parse takes much else: "day 5" is one of 2001. */
function toEpochMs(instant: string): EpochMs {
  const isInstant = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(instant);
  return isInstant ? Date.parse(instant) : Number.NaN;
}
