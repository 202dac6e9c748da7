import { parseConfig } from '../../../src/config/config.js';
import { toAuthor } from '../../../src/domain/automation/author.js';
import { asOfNow } from '../../../src/domain/caller.js';
import { type Authenticator, createAuthenticator } from '../../../src/server/auth/authenticator.js';
import { grantsKeyOf } from '../../../src/server/auth/grants-key.js';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from '../../support/issuer.js';
import { createTestClock, type TestClock } from '../../support/test-clock.js';

const SECOND_MS = 1_000;
const SKEW_SECONDS = 5;
const VIEWER = [{ to: ['ann'], role: 'viewer', projects: ['*'] }];
const OWNER = [{ to: ['ann'], role: 'owner', projects: ['*'] }];
/** All but Date, which jose reads: it goes with the gateway's clock. */
const REAL = [
  'nextTick',
  'setImmediate',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'performance',
] as const;

let issuer: Issuer;
let clock: TestClock;
let authenticator: Authenticator;

const authOf = (grants: object[], settings: Readonly<Record<string, string>> = {}) =>
  parseConfig({
    AUTH: 'jwt',
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWT_JWKS_URL: issuer.jwksUrl,
    JWT_CLOCK_SKEW_SECONDS: String(SKEW_SECONDS),
    GRANTS: JSON.stringify(grants),
    ...settings,
  }).protection.auth;

beforeEach(async () => {
  jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), doNotFake: [...REAL] });
  issuer = await startIssuer();
  clock = createTestClock(Date.now());
  authenticator = createAuthenticator(authOf(VIEWER), clock);
});
afterEach(async () => {
  jest.useRealTimers();
  await issuer.close();
});

/** @param seconds - since the start */
async function at(seconds: number): Promise<void> {
  await clock.advance(Date.parse('2026-01-01T00:00:00Z') + seconds * SECOND_MS - clock.now());
  jest.setSystemTime(clock.now());
}

const callerOf = (token: string) => authenticator.authenticate({ text: token, isKey: false });
const codeOf = (token: string) =>
  callerOf(token).then(
    () => 'good',
    (error: { code?: string }) => error.code,
  );

describe('a token that was verified', () => {
  it('ends to the second, also while its verification would still count', async () => {
    const token = await issuer.sign({ exp: Date.now() / SECOND_MS + 20 });
    const caller = await callerOf(token);
    await at(20 + SKEW_SECONDS - 0.001);
    expect(await callerOf(token)).toBe(caller);
    expect(caller.grants).toHaveLength(1);
    await at(20 + SKEW_SECONDS);
    expect(await codeOf(token)).toBe('UNAUTHENTICATED');
    expect(caller.grants).toEqual([]);
  });

  it("ends by the gateway's clock where the machine's is set back", async () => {
    const token = await issuer.sign({ exp: Date.now() / SECOND_MS + 20 });
    await at(20 + SKEW_SECONDS);
    jest.setSystemTime(Date.parse('2026-01-01T00:00:00Z'));
    expect(await codeOf(token)).toBe('UNAUTHENTICATED');
  });

  it('gives what other grants say at once', async () => {
    const token = await issuer.sign();
    const caller = await callerOf(token);
    const before = grantsKeyOf(caller);
    authenticator.replace(authOf(OWNER));
    expect(await callerOf(token)).toBe(caller);
    expect(caller.grants).toMatchObject([{ role: 'owner' }]);
    expect(grantsKeyOf(caller)).not.toBe(before);
    authenticator.replace(authOf([]));
    expect((await callerOf(token)).grants).toEqual([]);
  });

  it('is another than the next of the same subject', async () => {
    const [short, long] = [await issuer.sign({ exp: Date.now() / SECOND_MS + 20 }), await issuer.sign()];
    expect((await callerOf(short)).expiresAt).toBeLessThan((await callerOf(long)).expiresAt ?? 0);
  });
});

describe('a token with a key that the issuer withdrew', () => {
  it('counts for ten minutes of the keys and one of its own, no longer', async () => {
    const token = await issuer.sign();
    expect(await codeOf(token)).toBe('good');
    await issuer.rotate('k2', true);
    await at(599);
    expect(await codeOf(token)).toBe('good');
    await at(658);
    expect(await codeOf(token)).toBe('good');
    await at(660);
    expect(await codeOf(token)).toBe('UNAUTHENTICATED');
  });

  it('counts for a minute when a token with a new key has brought the keys again', async () => {
    const token = await issuer.sign();
    expect(await codeOf(token)).toBe('good');
    await issuer.rotate('k2', true);
    await at(31);
    expect(await codeOf(await issuer.sign())).toBe('good');
    await at(59);
    expect(await codeOf(token)).toBe('good');
    await at(60);
    expect(await codeOf(token)).toBe('UNAUTHENTICATED');
  });
});

it('what a caller puts names the issuer of the token, and counts under that issuer alone', async () => {
  const author = toAuthor(asOfNow(await callerOf(await issuer.sign())));
  expect(author).toMatchObject({ subject: 'ann', issuer: ISSUER });
  expect(authenticator.grantsOfAuthor(author)).toHaveLength(1);
  const elsewhere = authOf(VIEWER, { JWT_ISSUER: 'https://other.example.com' });
  expect(createAuthenticator(elsewhere, clock).grantsOfAuthor(author)).toEqual([]);
});
