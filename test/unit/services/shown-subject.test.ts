import { Permissions } from '../../../src/services/permissions.js';
import { shownSubject } from '../../../src/services/shown-subject.js';
import { HERE } from '../../support/builders.js';

const ISSUER = 'https://login.example.com/';

it.each([
  { author: { subject: 'ann', issuer: ISSUER }, caller: { subject: 'ann', issuer: ISSUER }, shown: 'ann' },
  { author: { subject: 'ann', issuer: ISSUER }, caller: { subject: 'bob', issuer: ISSUER }, shown: null },
  { author: { subject: 'ann', issuer: ISSUER }, caller: { subject: 'ann', issuer: 'other' }, shown: null },
  { author: { subject: 'ann', issuer: ISSUER }, caller: { subject: 'ann' }, shown: null },
  { author: { subject: 'ann' }, caller: { subject: 'ann', issuer: 'other' }, shown: 'ann' },
])('the subject of $author is shown to $caller as $shown', async ({ author, caller: of, shown }) => {
  const caller = { ...of, grants: [], expiresAt: null };
  const permissions = new Permissions(caller, [HERE], async () => []);
  const project = { ...HERE, projectName: 'cats' };
  expect(await shownSubject({ caller, permissions }, project, author)).toBe(shown);
});
