import { ConfigError, parseConfig } from '../../../src/config/config.js';

const HOME = { accountId: '123456789012', region: 'us-east-1' };

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

test('nothing set is a gateway over the demo', () => {
  expect(parseConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    upstream: 'emulator',
    accounts: [],
    emulator: { port: 4001, data: 'demo', transitions: 'timed', speed: 1 },
    readMaxAgeMs: 2_000,
    readRevalidateMs: 30_000,
    eventRetentionMs: 86_400_000,
  });
});

test('an empty variable counts as unset', () => {
  expect(parseConfig({ PORT: '', ACCOUNTS: '', UPSTREAM_TPS: '', EMULATOR_SPEED: '' })).toEqual(
    parseConfig({}),
  );
});

test('all mistakes are reported at once, one sentence each', () => {
  const mistakes = mistakesOf({
    HOST: '0.0.0.0',
    PORT: '65536',
    UPSTREAM: 'azure',
    ACCOUNTS: '{}',
    EMULATOR_PORT: 'x',
    EMULATOR_DATA: 'demo',
    EMULATOR_TRANSITIONS: 'slow',
    EMULATOR_SPEED: '0',
    EMULATOR_TPS: '-1',
    EMULATOR_CONTROL: 'all',
    READ_MAX_AGE_MS: '-1',
    STALE_IF_ERROR_MS: '1e3',
    POLL_INTERVAL_MS: '99',
    UPSTREAM_TPS: '5',
    REDIS_URL: 'http://user:secret@host',
    EVENT_RETENTION_HOURS: '0',
    EVENT_LOG_MAX: '99',
    DRAIN_MS: '10001',
    AUTH: 'basic',
    LOG_LEVEL: 'loud',
  });
  const named = mistakes.map((it) => /^[A-Z_]+/.exec(it)?.[0]).sort();
  expect(named).toEqual(
    [
      ...[
        'ACCOUNTS',
        'AUTH',
        'DRAIN_MS',
        'EMULATOR_CONTROL',
        'EMULATOR_PORT',
        'EMULATOR_SPEED',
        'EMULATOR_TPS',
      ],
      ...[
        'EMULATOR_TRANSITIONS',
        'EVENT_LOG_MAX',
        'EVENT_RETENTION_HOURS',
        'HOST',
        'LOG_LEVEL',
        'POLL_INTERVAL_MS',
      ],
      ...['PORT', 'READ_MAX_AGE_MS', 'REDIS_URL', 'STALE_IF_ERROR_MS', 'UPSTREAM', 'UPSTREAM_TPS'],
    ].sort(),
  );
  for (const mistake of mistakes) expect(mistake).toMatch(/\.$/);
  expect(mistakes.join()).not.toContain('secret');
});

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s is a loopback address', (HOST) => {
  expect(parseConfig({ HOST }).host).toBe(HOST);
});

test.each(['0.0.0.0', '::', '10.0.0.1', 'example.com', '127.0.0.1.example.com', '127.1', '128.0.0.1'])(
  '%s is none, and refused while nobody is asked who they are',
  (HOST) => {
    expect(mistakesOf({ HOST })).toEqual([expect.stringMatching(/^HOST must be a loopback address/)]);
  },
);

test.each(['-1', '1.5', '0x10', '4000 ', '٤', '65536'])('%j is no port', (PORT) => {
  expect(mistakesOf({ PORT })).toEqual([`PORT must be a whole number from 0 to 65535, not "${PORT}".`]);
});

test.each([
  ['x', 'ACCOUNTS must be a JSON list'],
  ['null', 'ACCOUNTS must be a JSON list'],
  ['[null]', 'ACCOUNTS[0].accountId must be 12 digits, as a string.'],
  [[{ ...HOME, accountId: '12' }], 'ACCOUNTS[0].accountId must be 12 digits'],
  [[{ ...HOME, region: 'mars' }], 'ACCOUNTS[0].region must be a region like us-east-1.'],
  [[HOME, { ...HOME, roleArn: 'role' }], 'ACCOUNTS[1].roleArn must be the ARN of a role.'],
  [[{ ...HOME, externalId: 7 }], 'ACCOUNTS[0].externalId must be a string.'],
  [
    [{ ...HOME, rolearn: 'x' }],
    'ACCOUNTS[0] has a setting that is none of accountId, region, roleArn, externalId.',
  ],
  [[HOME, HOME], '123456789012 in us-east-1 comes again.'],
])('ACCOUNTS=%j is refused', (accounts, expected) => {
  const ACCOUNTS = typeof accounts === 'string' ? accounts : JSON.stringify(accounts);
  expect(mistakesOf({ ACCOUNTS }).join('\n')).toContain(expected);
});

test('ACCOUNTS are read in their order', () => {
  const elsewhere = {
    ...HOME,
    region: 'us-gov-west-1',
    roleArn: 'arn:aws-us-gov:iam::123456789012:role/a/b',
    externalId: 'x',
  };
  expect(parseConfig({ ACCOUNTS: JSON.stringify([HOME, elsewhere]) }).accounts).toEqual([HOME, elsewhere]);
});

test.each([
  '[]',
  '5',
  '{"DescribeProjects": 0}',
  '{"DescribeProjects": "5"}',
  '{"describe": 5}',
  '{"A1": 5}',
  '{',
])('UPSTREAM_TPS=%s is refused', (UPSTREAM_TPS) => {
  expect(mistakesOf({ UPSTREAM_TPS })).toEqual([
    expect.stringMatching(/^UPSTREAM_TPS must be a JSON object/),
  ]);
});

test.each([
  ['{"DescribeProject": 5}', 'not "DescribeProject" (did you mean DescribeProjects?).'],
  ['{"DescribeProjects": 5, "DetectCustomLabels": 50}', 'not "DetectCustomLabels".'],
  ['x', '{"DescribeProjects": 10}, not "x".'],
  ['"text"', 'not ""text"".'],
  ['{"DescribeProjects": 0}', 'not 0 for DescribeProjects.'],
])('UPSTREAM_TPS=%s says what is wrong with it', (UPSTREAM_TPS, words) => {
  expect(mistakesOf({ UPSTREAM_TPS })).toEqual([expect.stringContaining(words)]);
});

test('UPSTREAM_TPS may be a fraction', () => {
  expect(parseConfig({ UPSTREAM_TPS: '{"DescribeProjects": 0.5}' }).upstreamTps).toEqual({
    DescribeProjects: 0.5,
  });
});

describe('Where traces go', () => {
  it.each([
    [{}, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'http://collector:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp/' }, 'https://collector/otlp/v1/traces'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/c' },
      'http://b/c',
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'true' }, null],
  ])('%j: %s', (env, url) => {
    expect(parseConfig(env).traces?.url ?? null).toBe(url);
  });

  it('all of them are kept unless a share is named', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(parseConfig(env).traces?.ratio).toBe(1);
    expect(parseConfig({ ...env, OTEL_TRACES_SAMPLER_ARG: '0.01' }).traces?.ratio).toBe(0.01);
  });

  it.each([
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'ftp://user:secret@collector' },
    { OTEL_TRACES_SAMPLER_ARG: '1.5' },
    { OTEL_TRACES_SAMPLER_ARG: 'half' },
  ])('%j is a mistake, and is not repeated', (env) => {
    const mistakes = () => parseConfig(env);
    expect(mistakes).toThrow(ConfigError);
    expect(mistakes).toThrow(Object.keys(env)[0] ?? '');
    expect(mistakes).not.toThrow('secret');
  });
});

test.each([
  'redis://h',
  'redis://h:6380/2',
  'rediss://user:s3cret@h.example:6379/0',
  'redis://:s3cret@[::1]',
])('%s is taken for REDIS_URL as it is', (REDIS_URL) => {
  expect(parseConfig({ REDIS_URL }).redisUrl).toBe(REDIS_URL);
});

test.each(['s3cret', 'redis:', 'redis://', 'https://:s3cret@h', 'redis://:s3cret@h/name'])(
  '%s is refused for REDIS_URL without a word of it',
  (REDIS_URL) => {
    const mistakes = mistakesOf({ REDIS_URL });
    expect(mistakes).toHaveLength(1);
    expect(mistakes.join()).not.toContain('s3cret');
  },
);

describe('DATA_DIR', () => {
  const dataDirOf = (env: Record<string, string>) => parseConfig(env).dataDir;

  test('is data in front of AWS, and nothing over the emulator or on Redis', () => {
    const REDIS_URL = 'redis://localhost:6379';
    expect(dataDirOf({})).toBeNull();
    expect(dataDirOf({ DATA_DIR: '/data' })).toBe('/data');
    expect(dataDirOf({ UPSTREAM: 'aws' })).toBe('data');
    expect(dataDirOf({ UPSTREAM: 'aws', DATA_DIR: 'none' })).toBeNull();
    expect(dataDirOf({ UPSTREAM: 'aws', REDIS_URL })).toBeNull();
    expect(dataDirOf({ UPSTREAM: 'aws', REDIS_URL, DATA_DIR: 'none' })).toBeNull();
  });

  test('is refused together with REDIS_URL, with what to choose', () => {
    const mistakes = mistakesOf({ REDIS_URL: 'redis://localhost:6379', DATA_DIR: '/data' });
    expect(mistakes).toEqual([
      expect.stringMatching(/REDIS_URL with DATA_DIR=none.*DATA_DIR alone.*move-to-redis/),
    ]);
  });
});

test.each([
  ['POORT', 'PORT'],
  ['POT', 'PORT'],
  ['PROT', 'PORT'],
  ['READ_MAX_AGE_M', 'READ_MAX_AGE_MS'],
  ['ALOWED_ORIGINS', 'ALLOWED_ORIGINS'],
  ['EMULATOR_DATE', 'EMULATOR_DATA'],
])('a name that is nearly a setting warns: %s', (name, meant) => {
  expect(parseConfig({ [name]: '1' }).warnings).toEqual([`${name} is no setting (did you mean ${meant}?).`]);
});

test.each(['PATH', 'HOME', 'HOSTNAME', 'REDIS', 'PORT', 'NODE_ENV'])('%s does not', (name) => {
  expect(parseConfig({ [name]: '1' }).warnings).toEqual([]);
});
