import { type Author, tokenGrantsOf } from '../../domain/automation/author.js';
import { OWNER_OF_ALL } from '../../domain/caller.js';
import type { Grant } from '../../domain/grant.js';
import type { EpochMs } from '../../domain/model.js';
import { grantsOf } from './policy.js';
import type { AuthSettings } from './settings.js';

/** What the author of a record may do now, connected or not. */
export type GrantsOfAuthor = (author: Author) => readonly Grant[];

/**
 * Groups are looked up in the present policy. A subject without a key that still stands may do nothing; the groups are those
 * that its keys have now. What came with a token holds as it was stored, as long as tokens may bring grants at all. A subject
 * of another issuer, or of tokens where keys count now, is another one and may do nothing. Without authentication anybody may
 * do anything.
 */
export function presentGrantsOf(settings: AuthSettings, author: Author, now: EpochMs): readonly Grant[] {
  const { subject, groups } = author;
  if (settings.kind === 'none') return [OWNER_OF_ALL];
  if (author.issuer !== undefined && author.issuer !== issuerOf(settings)) return [];
  if (settings.kind === 'jwt') {
    const ofTokens = settings.jwt.grantsClaim === null ? [] : tokenGrantsOf(author);
    return [...grantsOf(settings.policy, subject, groups), ...ofTokens];
  }
  const keys = settings.keys.filter(
    (it) => it.subject === subject && (it.expiresAt === null || it.expiresAt > now),
  );
  return keys.length === 0
    ? []
    : grantsOf(
        settings.policy,
        subject,
        keys.flatMap((it) => it.groups),
      );
}

/** Null where subjects are those of keys. */
function issuerOf(settings: AuthSettings): string | null {
  return settings.kind === 'jwt' ? settings.jwt.issuer : null;
}
