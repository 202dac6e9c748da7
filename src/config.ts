import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { EmulatorOptions } from './emulator/server.js';
import { parseSettings as parseEmulatorSettings, SettingsError } from './emulator/settings.js';
import { LOG_LEVELS, type LogLevel } from './log.js';
import { PROTECTION_SETTINGS, type Protection, parseProtection } from './protection.js';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly upstream: 'emulator' | 'aws';
  /** Empty: the one account of the credentials. */
  readonly accounts: readonly ConfiguredAccount[];
  readonly emulator: EmulatorOptions;
  readonly readMaxAgeMs: number;
  readonly staleMaxAgeMs: number;
  readonly pollIntervalMs: number;
  /** Operation → calls a second. */
  readonly upstreamTps: Readonly<Record<string, number>>;
  /** May hold a password: never logged. Null: one process keeps everything in memory. */
  readonly redisUrl: string | null;
  readonly eventRetentionMs: number;
  readonly eventLogMax: number;
  /** Over how long open streams are ended when the process ends. */
  readonly drainMs: number;
  readonly protection: Protection;
  readonly logLevel: LogLevel;
  /** Null: no traces. */
  readonly traces: TraceSettings | null;
}

interface TraceSettings {
  /** Where spans are posted to. */
  readonly url: string;
  /** Share of the traces begun here that are kept, 0 to 1. */
  readonly ratio: number;
}

interface ConfiguredAccount {
  readonly accountId: string;
  readonly region: string;
  readonly roleArn?: string;
  readonly externalId?: string;
}

/** What README's settings table says; a test holds the two together. */
export const SETTINGS: readonly {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}[] = [
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'where the gateway listens; only loopback addresses while `AUTH` is `none`',
  },
  { name: 'PORT', fallback: '4000', meaning: '`0` takes a free one and prints it' },
  {
    name: 'UPSTREAM',
    fallback: 'emulator',
    meaning:
      "`emulator` or `aws`. Only `aws` calls AWS, with the SDK's own chain of credentials, region and `AWS_ENDPOINT_URL*`",
  },
  {
    name: 'ACCOUNTS',
    fallback: 'the account of the credentials',
    meaning:
      'JSON list of `{accountId, region, roleArn?, externalId?}`: accounts and regions behind one schema, a role assumed for each; the first is the default',
  },
  { name: 'EMULATOR_PORT', fallback: '4001', meaning: '`0` takes a free one' },
  {
    name: 'EMULATOR_DATA',
    fallback: 'demo',
    meaning: '`demo`, `empty`, or a file to load and keep the state in',
  },
  {
    name: 'EMULATOR_TRANSITIONS',
    fallback: 'timed',
    meaning: '`timed`, or `immediate`: the next describe shows the end state',
  },
  { name: 'EMULATOR_SPEED', fallback: '1', meaning: 'divides every duration' },
  {
    name: 'EMULATOR_TPS',
    fallback: "AWS's own",
    meaning: "`0` switches throttling off; a number replaces every operation's limit",
  },
  { name: 'EMULATOR_HOST', fallback: '127.0.0.1', meaning: 'where the emulator listens' },
  {
    name: 'EMULATOR_CONTROL',
    fallback: 'loopback',
    meaning: '`any` opens the control door `/_emulator` to peers that are not on this machine',
  },
  { name: 'READ_MAX_AGE_MS', fallback: '2000', meaning: 'how old an answer from the catalog may be' },
  {
    name: 'STALE_MAX_AGE_MS',
    fallback: '600000',
    meaning: 'how old an answer may be while AWS cannot be asked',
  },
  {
    name: 'POLL_INTERVAL_MS',
    fallback: '2000',
    meaning: 'how often a version in transition is looked at; settled ones much less',
  },
  { name: 'UPSTREAM_TPS', fallback: "AWS's own", meaning: 'JSON object, operation → calls a second' },
  {
    name: 'REDIS_URL',
    fallback: 'none',
    meaning:
      '`redis://` or `rediss://` (TLS), with user, password and database if need be: several gateways as one; without it one process keeps everything in memory',
  },
  { name: 'EVENT_RETENTION_HOURS', fallback: '24', meaning: 'how far back a cursor reaches' },
  { name: 'EVENT_LOG_MAX', fallback: '50000', meaning: 'how many status changes are kept at most' },
  {
    name: 'DRAIN_MS',
    fallback: '3000',
    meaning:
      'how long requests are still taken at shutdown; over it open subscriptions are ended, so that not all come back at once',
  },
  ...PROTECTION_SETTINGS,
  {
    name: 'LOG_LEVEL',
    fallback: 'info',
    meaning: '`debug`, `info`, `warn`, `error` or `silent`; JSON lines on stdout',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: 'none',
    meaning: 'collector to send traces to, for example `http://collector:4318`',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    fallback: 'none',
    meaning: 'the same as a whole address: `http://collector:4318/v1/traces`',
  },
  {
    name: 'OTEL_SDK_DISABLED',
    fallback: 'false',
    meaning: '`true`: no traces, whatever else is set',
  },
  {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    fallback: '1',
    meaning: 'share of traces to keep, 0 to 1, where the caller has not decided it',
  },
];

type Env = Readonly<Record<string, string | undefined>>;

/** Every setting that cannot be used; one sentence each. Secrets are never in it. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`Bad settings:\n${mistakes.map((it) => `  ${it}`).join('\n')}`);
  }
}

/**
 * Reads every setting. Pure but for the files that settings name: pass `process.env`. An empty variable counts as unset.
 * @throws ConfigError with all mistakes at once
 */
export function parseConfig(env: Env, readText = (path: string) => readFileSync(path, 'utf8')): Config {
  const mistakes: string[] = [];
  const say = (mistake: string): undefined => void mistakes.push(mistake);

  function number(name: string, fallback: number, min: number, max: number): number {
    const text = env[name] || String(fallback);
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    say(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
    return fallback;
  }

  function oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const text = env[name] || fallback;
    const value = values.find((it) => it === text);
    if (!value) say(`${name} must be ${values.join(' or ')}, not "${text}".`);
    return value ?? fallback;
  }

  const protection = parseProtection(env, say, readText);
  const config: Config = {
    host: parseHost(env.HOST || '127.0.0.1', protection, say),
    port: number('PORT', 4000, 0, 65_535),
    upstream: oneOf('UPSTREAM', ['emulator', 'aws'], 'emulator'),
    accounts: parseAccounts(env.ACCOUNTS || '[]', say),
    emulator: emulatorSettings(env, mistakes),
    readMaxAgeMs: number('READ_MAX_AGE_MS', 2_000, 0, 3_600_000),
    staleMaxAgeMs: number('STALE_MAX_AGE_MS', 600_000, 0, 86_400_000),
    pollIntervalMs: number('POLL_INTERVAL_MS', 2_000, 100, 3_600_000),
    upstreamTps: parseTps(env.UPSTREAM_TPS || '{}', say),
    redisUrl: parseRedisUrl(env.REDIS_URL, say),
    eventRetentionMs: number('EVENT_RETENTION_HOURS', 24, 1, 24 * 365) * 3_600_000,
    eventLogMax: number('EVENT_LOG_MAX', 50_000, 100, 10_000_000),
    drainMs: number('DRAIN_MS', 3_000, 0, 10_000),
    protection,
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    traces: parseTraces(env, say),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

type Say = (mistake: string) => void;

function parseHost(host: string, { auth }: Protection, say: Say): string {
  const isLoopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (!isLoopback && auth.kind === 'none')
    say(`HOST must be a loopback address (127.0.0.1, ::1 or localhost) while AUTH is none, not "${host}".`);
  return host;
}

/** Its mistakes are told without the value, which may hold a password. */
function parseRedisUrl(text: string | undefined, say: Say): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isServer = url !== null && ['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== '';
  if (isServer && /^\/?\d{0,5}$/.test(url.pathname)) return text;
  say('REDIS_URL must be like redis://user:password@host:6379/0, or rediss:// for TLS.');
  return null;
}

function emulatorSettings(env: Env, mistakes: string[]): EmulatorOptions {
  try {
    return parseEmulatorSettings(env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    mistakes.push(...error.problems);
    return parseEmulatorSettings({});
  }
}

function parseAccounts(text: string, say: Say): ConfiguredAccount[] {
  const list = parseJson(text);
  if (!Array.isArray(list)) {
    say('ACCOUNTS must be a JSON list of {accountId, region, roleArn?, externalId?}.');
    return [];
  }
  const accounts = list.filter((it, index) => isAccount(it, `ACCOUNTS[${index}]`, say));
  const keys = accounts.map(({ accountId, region }) => `${accountId} in ${region}`);
  for (const key of new Set(keys.filter((it, index) => keys.indexOf(it) !== index)))
    say(`ACCOUNTS must name each account and region once; ${key} comes again.`);
  return accounts;
}

function isAccount(value: unknown, where: string, say: Say): value is ConfiguredAccount {
  const account = (value ?? {}) as Record<string, unknown>;
  const problems = [
    /^\d{12}$/.test(String(account.accountId)) || `${where}.accountId must be 12 digits, as a string.`,
    /^[a-z]{2}(-[a-z]+)+-\d$/.test(String(account.region)) ||
      `${where}.region must be a region like us-east-1.`,
    account.roleArn === undefined ||
      /^arn:[a-z\d-]+:iam::\d{12}:role\/\S+$/.test(String(account.roleArn)) ||
      `${where}.roleArn must be the ARN of a role.`,
    account.externalId === undefined ||
      typeof account.externalId === 'string' ||
      `${where}.externalId must be a string.`,
    ...Object.keys(account).map(
      (key) =>
        ['accountId', 'region', 'roleArn', 'externalId'].includes(key) || `${where} has no setting "${key}".`,
    ),
  ].filter((it) => it !== true);
  for (const problem of problems) say(problem);
  return problems.length === 0;
}

function parseTps(text: string, say: Say): Record<string, number> {
  const rates = parseJson(text);
  const isRates =
    typeof rates === 'object' &&
    rates !== null &&
    !Array.isArray(rates) &&
    Object.entries(rates).every(([name, rate]) => /^[A-Z][A-Za-z]+$/.test(name) && isRate(rate));
  if (isRates) return rates as Record<string, number>;
  say(
    'UPSTREAM_TPS must be a JSON object of AWS operation names and calls a second, for example {"DescribeProjects": 10}.',
  );
  return {};
}

/** As https://opentelemetry.io/docs/specs/otel/protocol/exporter/ says. */
function parseTraces(env: Env, say: Say): Config['traces'] {
  const whole = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG || '1');
  if (!(ratio >= 0 && ratio <= 1)) say('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.');
  const isDisabled = env.OTEL_SDK_DISABLED === 'true';
  const url = whole || (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url || isDisabled) return null;
  // Not echoed: it may hold a password.
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    say(
      `OTEL_EXPORTER_OTLP_${whole ? 'TRACES_' : ''}ENDPOINT must be an address like http://collector:4318.`,
    );
  return { url, ratio };
}

function isRate(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 10_000;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what was expected
  }
}
