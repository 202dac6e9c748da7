import type { Author } from '../../../src/domain/automation/author.js';
import { OWNER_OF_ALL } from '../../../src/domain/caller.js';
import { type Grant, parseProjectPattern } from '../../../src/domain/grant.js';
import { refuseBeyondShare } from '../../../src/services/caps.js';
import { Permissions } from '../../../src/services/permissions.js';
import { HERE } from '../../support/builders.js';

const MAX = 100;
const OF_SOME: Grant = {
  ...{ role: 'owner', tags: {} },
  projects: ['arn:aws:rekognition:*:*:project/cats-*'].flatMap((it) => parseProjectPattern(it) ?? []),
};

/** How many each gets who takes as many as are allowed, one tenant after the other. */
function takeAll(subjects: readonly string[], grant: Grant, issuers: readonly string[] = []): number[] {
  const held: { author: Author }[] = [];
  return subjects.map((subject, at) => {
    const issuer = issuers[at] ?? null;
    const caller = { subject, issuer, grants: [grant], expiresAt: null };
    const permissions = new Permissions(caller, [HERE], async () => []);
    const upstream = { accounts: [HERE] } as never;
    const before = held.length;
    try {
      while (held.length < MAX) {
        refuseBeyondShare({ caller, permissions, upstream }, held, MAX, { message: 'full' });
        held.push({ author: { subject, issuer, groups: [], grants: [] } });
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'QUOTA_EXCEEDED', message: 'full' });
    }
    return held.length - before;
  });
}

it('each subject may hold as many as stay free for others, so that the next one finds a place', () => {
  const taken = takeAll(['a', 'b', 'c', 'd', 'e', 'f', 'g'], OF_SOME);
  expect(taken).toEqual([50, 25, 13, 6, 3, 2, 1]);
});

it('the same name counts as another subject where another issuer gives it', () => {
  expect(takeAll(['ann', 'ann', 'ann'], OF_SOME, ['one', 'other', 'one'])).toEqual([50, 25, 0]);
});

it('an owner of everything may take all', () => {
  expect(takeAll(['root'], OWNER_OF_ALL)).toEqual([MAX]);
});
