import { type ConfigError, parseConfig } from '../../../src/config/config.js';

const GRANTS = '[{"to": ["ann"], "role": "viewer", "projects": ["*"]}]';
const KEYS = JSON.stringify([{ subject: 'ann', sha256: 'a'.repeat(64) }]);
const BY_KEY = { AUTH: 'api-key', API_KEYS: KEYS, GRANTS };
const BY_TOKEN = {
  AUTH: 'jwt',
  JWT_ISSUER: 'https://issuer.example.com',
  JWT_AUDIENCE: 'here',
  JWT_JWKS_URL: 'https://issuer.example.com/jwks',
  GRANTS,
};

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).mistakes;
  }
}

it.each([{}, BY_KEY, BY_TOKEN, { ...BY_KEY, HOST: '0.0.0.0' }, { HOST: '::1' }])('takes %j', (env) => {
  expect(mistakesOf(env)).toEqual([]);
});

it.each<[Record<string, string>, string]>([
  [{ HOST: '0.0.0.0' }, 'HOST must be a loopback address'],
  [{ AUTH: 'basic' }, 'AUTH must be none or api-key or jwt'],
  [{ GRANTS }, 'GRANTS has no effect while AUTH is none'],
  [{ AUTH: 'api-key', GRANTS }, 'API_KEYS is needed'],
  [{ AUTH: 'api-key', API_KEYS: KEYS }, 'GRANTS is needed'],
  [{ ...BY_KEY, API_KEYS: '/no/such/file' }, 'API_KEYS names a file that cannot be read (ENOENT)'],
  [{ ...BY_KEY, API_KEYS: '[{"subject": "ann", "sha256": "secret"}]' }, 'API_KEYS[0] must be'],
  [{ ...BY_KEY, API_KEYS: KEYS.replace('}', ', "expireAt": "2027-01-01"}') }, 'API_KEYS[0] must be'],
  [{ ...BY_KEY, API_KEYS: KEYS.replace('}', ', "expiresAt": "day 5"}') }, 'API_KEYS[0] must be'],
  [{ ...BY_KEY, GRANTS: '[{"to": ["ann"], "role": "admin", "projects": ["*"]}]' }, 'GRANTS[0] must be'],
  [{ ...BY_KEY, GRANTS: '[{"to": ["ann"], "role": "viewer", "projects": ["a*"]}]' }, 'GRANTS[0] must be'],
  [{ ...BY_KEY, GRANTS: '[{"to": [], "role": "viewer", "projects": ["*"]}]' }, 'GRANTS[0] must be'],
  [{ ...BY_KEY, GRANTS: GRANTS.replace('}', ', "tag": {"a": "b"}}') }, 'GRANTS[0] must be'],
  [{ ...BY_TOKEN, JWT_JWKS_URL: 'http://issuer.example.com/jwks' }, 'JWT_JWKS_URL must be an https address'],
  [{ ...BY_TOKEN, JWT_ALGORITHMS: 'HS256' }, 'JWT_ALGORITHMS must be of'],
  [{ ...BY_TOKEN, JWT_ALGORITHMS: 'none' }, 'JWT_ALGORITHMS must be of'],
  [{ ...BY_TOKEN, JWT_AUDIENCE: '' }, 'JWT_AUDIENCE is needed'],
  [{ ALLOWED_ORIGINS: 'tools.example.com' }, 'ALLOWED_ORIGINS must list origins'],
  [{ ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS must list origins'],
  [{ LIMITS: '{"dept": 3}' }, 'whole numbers from 1, not "dept" (did you mean depth?).'],
  [{ LIMITS: '{"depth": "3"}' }, 'whole numbers from 1, not "3" for depth.'],
  [{ LIMITS: 'x' }, 'whole numbers from 1, not "x".'],
  [{ INTROSPECTION: 'no' }, 'INTROSPECTION must be on or off'],
  [{ TRUSTED_DOCUMENTS: 'enforce' }, 'TRUSTED_DOCUMENTS_FILE is needed'],
  [
    { TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: '/no/such' },
    'TRUSTED_DOCUMENTS_FILE cannot be used',
  ],
  [{ MAX_INFERENCE_UNITS: '0' }, 'MAX_INFERENCE_UNITS must be a whole number from 1'],
])('refuses %j', (env, mistake) => {
  expect(mistakesOf(env)).toEqual(expect.arrayContaining([expect.stringContaining(mistake)]));
});

it('one mistake of a list is one sentence', () => {
  expect(mistakesOf({ AUTH: 'api-key', GRANTS })).toEqual(['API_KEYS is needed while AUTH is api-key.']);
  expect(mistakesOf({ ...BY_KEY, API_KEYS: '[]' })).toEqual([
    expect.stringMatching(/^API_KEYS must list at least one /),
  ]);
  expect(mistakesOf({ ...BY_KEY, API_KEYS: '/no/such/file' })).toHaveLength(1);
});

it('echoes no key', () => {
  const [mistake = ''] = mistakesOf({ ...BY_KEY, API_KEYS: '[{"subject": "ann", "sha256": "very-secret"}]' });
  expect(mistake).not.toContain('very-secret');
});

it('is closed by default once there are callers: no bucket, bounded requests', () => {
  expect(parseConfig(BY_KEY).protection).toMatchObject({
    allowedBuckets: [],
    quotas: { requestsPerMinute: 3_000, subscriptions: 1_000 },
  });
  expect(parseConfig({}).protection).toMatchObject({
    allowedBuckets: ['*'],
    quotas: { requestsPerMinute: null, subscriptions: null },
  });
});
