import { createHash } from 'node:crypto';
import { parseConfig } from '../../../src/config/config.js';
import { ask, bearer, FOLLOW } from '../../support/callers.js';
import { type CapturedLog, captureLog } from '../../support/captured-log.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from '../../support/issuer.js';
import { ALWAYS_FRESH } from '../demo.js';

const NAMES = '{ projects { nodes { name } } }';

let issuer: Issuer;
let gateway: TestGateway;
let captured: CapturedLog;
beforeAll(async () => {
  issuer = await startIssuer();
  captured = captureLog();
  const settings = {
    ...ALWAYS_FRESH,
    AUTH: 'jwt',
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWT_JWKS_URL: issuer.jwksUrl,
    JWT_GRANTS_CLAIM: 'custom_labels',
    GRANTS: JSON.stringify([{ to: ['group:vision', 'ann', '7'], role: 'viewer', projects: ['*'] }]),
  };
  gateway = await startGateway(settings, undefined, captured.log);
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
});

describe('a claim of another type', () => {
  it.each([
    ['sub', null, 'expected a string, not null'],
    ['sub', 7, 'expected a string, not number'],
    ['sub', ['ann'], 'expected a string, not array'],
    ['sub', { name: 'ann' }, 'expected a string, not object'],
    ['sub', true, 'expected a string, not boolean'],
    ['sub', 'ann b', 'expected a name without spaces'],
    ['sub', 'a'.repeat(257), 'expected at most 256 characters'],
    ['sub', 'automation:stops', 'names that begin with automation: are the gateway'],
    ['groups', 'vision', 'expected an array, not string'],
    ['groups', null, 'expected an array, not null'],
    ['groups', [['vision']], 'expected an array of strings, not of array'],
    ['groups', [{ toString: 'vision' }], 'expected an array of strings, not of object'],
    ['groups', ['vision', 1], 'expected an array of strings, not of number'],
    ['groups', ['vision', null], 'expected an array of strings, not of null'],
    ['custom_labels', { role: 'owner', projects: ['*'] }, 'expected an array, not object'],
    ['custom_labels', [['owner']], 'expected an array of objects, not of array'],
    ['exp', '4102444800', ''],
    ['exp', null, ''],
    ['nbf', 'never', ''],
    ['iss', [ISSUER], ''],
    ['aud', { 0: AUDIENCE }, ''],
  ])('%s of %j is 401, and the log says why', async (claim, value, why) => {
    const before = captured.lines('credentials refused').length;
    const token = await issuer.sign({ sub: 'ann', [claim]: value } as never);
    const { status, errors } = await ask(gateway, bearer(token), NAMES);
    expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    const [line] = captured.lines('credentials refused').slice(before);
    expect(String(line?.reason)).toContain(why && `claim ${claim}: ${why}`);
    expect(captured.lines('defect')).toEqual([]);
    expect(await FOLLOW.WebSocket(gateway, bearer(token), 'subscription { x }').ended).toMatchObject({
      code: 4403,
    });
  });
});

test('a key with a subject that begins with automation: is no good setting', () => {
  const sha256 = createHash('sha256').update('key').digest('hex');
  const env = {
    AUTH: 'api-key',
    GRANTS: '[]',
    API_KEYS: `[{"subject":"automation:x","sha256":"${sha256}"}]`,
  };
  expect(() => parseConfig(env)).toThrow(/API_KEYS\[0\].*automation:/);
});
