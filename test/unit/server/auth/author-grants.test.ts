import { createHash } from 'node:crypto';
import { toAuthor, tokenGrantsOf } from '../../../../src/domain/automation/author.js';
import { asOfNow, OWNER_OF_ALL } from '../../../../src/domain/caller.js';
import { parseApiKey } from '../../../../src/server/auth/api-keys.js';
import { createAuthenticator } from '../../../../src/server/auth/authenticator.js';
import { presentGrantsOf } from '../../../../src/server/auth/author-grants.js';
import { parsePolicy } from '../../../../src/server/auth/policy.js';
import type { AuthSettings } from '../../../../src/server/auth/settings.js';
import { createTestClock } from '../../../support/test-clock.js';

const PROJECTS = ['arn:aws:rekognition:us-east-1:111122223333:project/boards-*'];

function apiKeys(
  groups: readonly string[],
  given: { isListed?: boolean; expiresAt?: string } = {},
): AuthSettings {
  const { isListed = true, expiresAt = null } = given;
  const sha256 = createHash('sha256').update('secret').digest('hex');
  const key = parseApiKey({ subject: 'ann', groups, sha256, expiresAt });
  const policy = parsePolicy(
    [
      { to: ['group:makers'], role: 'owner', projects: PROJECTS },
      { to: ['*'], role: 'viewer', projects: PROJECTS },
    ],
    () => {},
  );
  return { kind: 'api-key', keys: key && isListed ? [key] : [], policy };
}

async function stage(settings: AuthSettings) {
  const authenticator = createAuthenticator(settings, createTestClock());
  const caller = await authenticator.authenticate({ text: 'secret', isKey: true });
  const author = JSON.parse(JSON.stringify(toAuthor(asOfNow(caller))));
  return { authenticator, roles: () => authenticator.grantsOfAuthor(author).map(({ role }) => role) };
}

describe('what the author of a record may do now', () => {
  it('is what the policy gives to the groups that the key has now', async () => {
    const { authenticator, roles } = await stage(apiKeys(['makers']));
    expect(roles()).toEqual(['owner', 'viewer']);
    authenticator.replace(apiKeys([]));
    expect(roles()).toEqual(['viewer']);
  });

  it('is nothing once the key is withdrawn or ended', async () => {
    const { authenticator, roles } = await stage(apiKeys(['makers']));
    authenticator.replace(apiKeys(['makers'], { isListed: false }));
    expect(roles()).toEqual([]);
    authenticator.replace(apiKeys(['makers'], { expiresAt: '1999-01-01' }));
    expect(roles()).toEqual([]);
  });

  it('is everything without authentication', async () => {
    const { roles } = await stage({ kind: 'none' });
    expect(roles()).toEqual(['owner']);
  });

  it.each([
    ['custom_labels', ['operator', 'viewer']],
    [null, ['viewer']],
  ])(
    'counts what came with a token while tokens may bring grants: JWT_GRANTS_CLAIM is %j',
    (grantsClaim, roles) => {
      const projects = PROJECTS;
      const author = {
        subject: 'ann',
        groups: [],
        grants: [{ role: 'operator', projects, tags: {} } as const],
      };
      const policy = parsePolicy([{ to: ['ann'], role: 'viewer', projects }], () => {});
      const settings = { kind: 'jwt', policy, jwt: { grantsClaim } } as unknown as AuthSettings;
      const present = presentGrantsOf(settings, author, 0).map(({ role }) => role);
      expect(present.sort()).toEqual(roles);
    },
  );

  const TEAM = 'https://issuer.example/';
  const MAKER = { subject: 'ann', groups: ['makers'], grants: [] };

  it.each([
    ['the issuer that counts now', TEAM, ['owner', 'viewer']],
    ['another issuer', 'https://before.example/', []],
    ['a key', null, []],
    ['a release that noted no issuer', undefined, ['owner', 'viewer']],
  ])('of %s, where tokens count', (_, issuer, roles) => {
    const { policy } = apiKeys([]) as Extract<AuthSettings, { kind: 'api-key' }>;
    const jwt = { issuer: TEAM, grantsClaim: null };
    const settings = { kind: 'jwt', policy, jwt } as unknown as AuthSettings;
    const author = { ...MAKER, ...(issuer !== undefined && { issuer }) };
    expect(presentGrantsOf(settings, author, 0).map(({ role }) => role)).toEqual(roles);
  });

  it.each([
    ['a key', null, ['owner', 'viewer']],
    ['a token', TEAM, []],
    ['a release that noted no issuer', undefined, ['owner', 'viewer']],
  ])('of %s, where keys count', (_, issuer, roles) => {
    const author = { ...MAKER, ...(issuer !== undefined && { issuer }) };
    expect(presentGrantsOf(apiKeys(['makers']), author, 0).map(({ role }) => role)).toEqual(roles);
  });

  it('holds what came with a token as it was stored, pattern by pattern', () => {
    const [grant] = parsePolicy(
      [{ to: ['x'], role: 'operator', projects: PROJECTS, tags: { team: 'a' } }],
      () => {},
    );
    const tokenGrants = grant ? [grant] : [];
    const caller = {
      subject: 'ann',
      groups: ['makers'],
      tokenGrants,
      grants: [OWNER_OF_ALL],
      expiresAt: null,
    };
    const author = JSON.parse(JSON.stringify(toAuthor(caller)));
    expect(author).toMatchObject({ subject: 'ann', issuer: null, groups: ['makers'] });
    const [stored] = tokenGrantsOf(author);
    expect(stored).toMatchObject({ role: 'operator', tags: { team: 'a' } });
    expect(stored?.projects[0]?.names('us-east-1:111122223333:boards-1')).toBe(true);
    expect(stored?.projects[0]?.names('us-east-1:111122223333:other')).toBe(false);
  });
});
