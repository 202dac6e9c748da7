import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type ConfiguredAccount, parseAccounts } from './accounts.js';
import type { EmulatorOptions } from './emulator/server.js';
import { parseSettings as parseEmulatorSettings, SettingsError } from './emulator/settings.js';
import { type Env, parseJson, readNumber, readOneOf, type Say } from './environment.js';
import { LOG_LEVELS, type LogLevel } from './log.js';
import { type Protection, parseProtection } from './protection.js';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly upstream: 'emulator' | 'aws';
  /** Empty: the one account of the credentials. */
  readonly accounts: readonly ConfiguredAccount[];
  readonly emulator: EmulatorOptions;
  readonly readMaxAgeMs: number;
  readonly staleMaxAgeMs: number;
  /** Room for answers that are kept as they were sent; 0 keeps none. */
  readonly preparedAnswersBytes: number;
  /** How many queries are kept compiled; 0 compiles none. */
  readonly compiledQueries: number;
  readonly pollIntervalMs: number;
  /** Operation → calls a second. */
  readonly upstreamTps: Readonly<Record<string, number>>;
  /** May hold a password: never logged. Null: one process keeps everything in memory. */
  readonly redisUrl: string | null;
  readonly eventRetentionMs: number;
  readonly eventLogMax: number;
  /** Over how long open streams are ended when the process ends. */
  readonly drainMs: number;
  /** Off: the gateway serves no pages. */
  readonly board: boolean;
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

  const number = (name: string, fallback: number, min: number, max: number) =>
    readNumber(env, say, { name, fallback, min, max });

  const protection = parseProtection(env, say, readText);
  const config: Config = {
    host: parseHost(env.HOST || '127.0.0.1', protection, say),
    port: number('PORT', 4000, 0, 65_535),
    upstream: readOneOf(env, say, 'UPSTREAM', ['emulator', 'aws'], 'emulator'),
    accounts: parseAccounts(env.ACCOUNTS || '[]', say),
    emulator: emulatorSettings(env, mistakes),
    readMaxAgeMs: number('READ_MAX_AGE_MS', 2_000, 0, 3_600_000),
    staleMaxAgeMs: number('STALE_MAX_AGE_MS', 600_000, 0, 86_400_000),
    preparedAnswersBytes: number('PREPARED_ANSWERS_MB', 64, 0, 4_096) * 1024 * 1024,
    compiledQueries: number('COMPILED_QUERIES', 500, 0, 10_000),
    pollIntervalMs: number('POLL_INTERVAL_MS', 2_000, 100, 3_600_000),
    upstreamTps: parseTps(env.UPSTREAM_TPS || '{}', say),
    redisUrl: parseRedisUrl(env.REDIS_URL, say),
    eventRetentionMs: number('EVENT_RETENTION_HOURS', 24, 1, 24 * 365) * 3_600_000,
    eventLogMax: number('EVENT_LOG_MAX', 50_000, 100, 10_000_000),
    drainMs: number('DRAIN_MS', 3_000, 0, 10_000),
    board: readOneOf(env, say, 'BOARD', ['on', 'off'], 'on') === 'on',
    protection,
    logLevel: readOneOf(env, say, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    traces: parseTraces(env, say),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

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
