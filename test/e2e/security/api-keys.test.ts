import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../src/config/config.js';
import { createAuthenticator } from '../../../src/server/auth/authenticator.js';
import { apiKeys, ask, bearer, FOLLOW, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTestClock } from '../../support/test-clock.js';
import { until } from '../../support/until.js';
import { ALWAYS_FRESH } from '../demo.js';

const NAMES = '{ projects { nodes { name } } }';
const FOLLOW_ALL = 'subscription { modelVersionStatusChanged(includeCurrent: true) { status } }';
const EVERYTHING = JSON.stringify([{ to: ['*'], role: 'viewer', projects: ['*'] }]);
const digest = (key: string) => createHash('sha256').update(key).digest('hex');

const files = mkdtempSync(join(tmpdir(), 'keys-'));
const keyFile = join(files, 'keys.json');
const grantFile = join(files, 'grants.json');
const settings = {
  ...ALWAYS_FRESH,
  AUTH: 'api-key',
  API_KEYS: keyFile,
  GRANTS: grantFile,
};

let gateway: TestGateway;
beforeAll(async () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const keys = [
    { subject: 'ann', sha256: digest('first') },
    { subject: 'ann', sha256: digest('second').toUpperCase(), expiresAt: soon },
    { subject: 'old', sha256: digest('third'), expiresAt: '2020-01-01T00:00:00Z' },
  ];
  writeFileSync(keyFile, JSON.stringify(keys));
  writeFileSync(grantFile, EVERYTHING);
  gateway = await startGateway(settings);
});
afterAll(() => gateway.close());

describe('a gateway with API keys', () => {
  it.each([
    ['authorization: Bearer', bearer('first')],
    ['x-api-key', { 'x-api-key': 'first' }],
    ['a second key of the same subject', bearer('second')],
  ])('lets in by %s', async (_name, headers) => {
    const { status, data } = await ask(gateway, headers, NAMES);
    expect(status).toBe(200);
    expect(JSON.stringify(data)).toContain('circuit-boards');
  });

  const STRANGERS = {
    nothing: {},
    'an unknown key': bearer('fourth'),
    'an expired key': bearer('third'),
    'the digest of a key': bearer(digest('first')),
    'another scheme': { authorization: 'Basic Zmlyc3Q6' },
    'a key that is too long': bearer('first'.repeat(1_700)),
  };

  it.each(Object.entries(STRANGERS))('answers 401 to %s, and says no more', async (_name, headers) => {
    const { status, errors, data } = await ask(gateway, headers as never, NAMES);
    expect(status).toBe(401);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: 'Expected valid credentials: authorization: Bearer <…>.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
  });

  it.each(Object.entries(STRANGERS))(
    'closes WebSockets with 4403 and answers SSE with 401 to %s',
    async (_name, headers) => {
      const socket = FOLLOW.WebSocket(gateway, headers as never, FOLLOW_ALL);
      expect(await socket.ended).toMatchObject({ code: 4403 });
      const events = FOLLOW.SSE(gateway, headers as never, FOLLOW_ALL);
      expect(await events.ended).toMatchObject({ response: { status: 401 } });
      expect([...socket.events, ...events.events]).toEqual([]);
    },
  );

  it.each(Object.entries(FOLLOW))('lets in by %s', async (_name, follow) => {
    const stream = follow(gateway, bearer('first'), FOLLOW_ALL);
    await stream.until((events) => events.length > 5);
    stream.stop();
  });

  it('keeps health open and the rest closed', async () => {
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/graphql?query={__typename}`)).status).toBe(401);
  });
});

describe('keys and grants that are read again', () => {
  it('make other callers, each of them once', async () => {
    const auth = (groups: string[]) =>
      parseConfig({
        ...settings,
        API_KEYS: JSON.stringify([
          { subject: 'ann', sha256: digest('first'), groups },
          { subject: 'ann', sha256: digest('second') },
        ]),
        GRANTS: JSON.stringify([{ to: ['group:boards'], role: 'viewer', projects: ['*'] }]),
      }).protection.auth;
    const authenticator = createAuthenticator(auth([]), createTestClock());
    const callerOf = (text: string) => authenticator.authenticate({ text, isKey: true });
    const before = await callerOf('first');
    expect(await callerOf('first')).toBe(before);
    expect(await callerOf('second')).not.toBe(before);
    authenticator.replace(auth(['boards']));
    const after = await callerOf('first');
    expect([before.grants, after.grants, (await callerOf('second')).grants]).toMatchObject([[{}], [{}], []]);
    expect(after).not.toBe(before);
  });

  it.each([
    ['is over', '2020-01-01T00:00:00Z'],
    ['is still to come', new Date(Date.now() + 600_000).toISOString()],
  ])('end a key for streams that are open, where its new end %s', async (_name, expiresAt) => {
    const clock = createTestClock(Date.now());
    const auth = (more: object) =>
      parseConfig({
        ...settings,
        API_KEYS: JSON.stringify([{ subject: 'ann', sha256: digest('first'), ...more }]),
        GRANTS: EVERYTHING,
      }).protection.auth;
    const authenticator = createAuthenticator(auth({}), clock);
    const caller = await authenticator.authenticate({ text: 'first', isKey: true });
    expect(caller.grants).toHaveLength(1);
    authenticator.replace(auth({ expiresAt }));
    await clock.advance(600_001);
    expect(caller.grants).toEqual([]);
  });

  it('count at once, also for streams that are open', async () => {
    const stream = FOLLOW.WebSocket(gateway, bearer('first'), FOLLOW_ALL);
    await stream.until((events) => events.length > 5);

    writeFileSync(keyFile, apiKeys(['ben']));
    gateway.replaceAuth(parseConfig(settings).protection.auth);
    expect((await ask(gateway, bearer('first'), NAMES)).status).toBe(401);
    expect((await ask(gateway, bearer(keyOf('ben')), NAMES)).status).toBe(200);

    const all = 'subscription { modelVersionStatusChanged { status } }';
    const ben = FOLLOW.SSE(gateway, bearer(keyOf('ben')), all);
    const seen = stream.events.length;
    await gateway.control.advance(3_600_000);
    await until(async () => {
      // Somebody reads, so the gateway sees what has become of the training.
      await ask(gateway, bearer(keyOf('ben')), '{ projects { nodes { modelVersions { totalCount } } } }');
      return ben.events.length > 0;
    });
    expect(stream.events).toHaveLength(seen);
    stream.stop();
    ben.stop();
  });
});
