import { ConfigError, parseConfig } from '../../../src/config/config.js';

const SECRET = 'correct-horse-battery';

/** Settings that may hold a secret → values that are wrong in every way that somebody could think of. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  API_KEYS: [
    SECRET,
    `{"subject":"ann","sha256":"${SECRET}"}`,
    `[{"subject":"ann","sha256":"${SECRET}"}]`,
    `[{"subject":"ann","${SECRET}":1}]`,
    `["${SECRET}"]`,
    `[${SECRET}`,
    `${SECRET}\0`,
    SECRET.repeat(1_000),
  ],
  GRANTS: [SECRET, `[{"to":["${SECRET}"]}]`, `[${SECRET}`],
  AUTH: [SECRET, `api-key ${SECRET}`],
  REDIS_URL: [
    SECRET,
    `redis//:${SECRET}@host`,
    `http://user:${SECRET}@host`,
    `redis://user:${SECRET}@host/x`,
    `redis://${SECRET}@`,
  ],
  ACCOUNTS: [
    SECRET,
    `[{"accountId":"1","externalId":"${SECRET}"}]`,
    `[{"accountId":"123456789012","region":"us-east-1","${SECRET}":1}]`,
    `[{"accountId":"${SECRET}","region":"${SECRET}","roleArn":"${SECRET}"}]`,
  ],
  JWT_JWKS_URL: [SECRET, `http://user:${SECRET}@host/keys`],
  ALLOWED_ORIGINS: [`https://user:${SECRET}@host`, SECRET],
  OTEL_EXPORTER_OTLP_ENDPOINT: [SECRET, `ftp://user:${SECRET}@host`],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: [SECRET, `${SECRET}@host`],
  EMULATOR_ORIGINS: [`https://user:${SECRET}@host`],
  HOST: [`user:${SECRET}@host`],
};

const cases = Object.entries(WRONG).flatMap(([name, values]) =>
  values.map((value) => [name, value.slice(0, 60), value] as const),
);

it.each(cases)('what is wrong with %s is reported without its value: %s', (name, _start, value) => {
  const auth = name.startsWith('JWT') ? 'jwt' : 'api-key';
  try {
    parseConfig({ AUTH: auth, GRANTS: '[]', API_KEYS: '[]', [name]: value });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).not.toContain(SECRET);
  }
});
