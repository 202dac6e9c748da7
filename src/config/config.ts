import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { StopRules } from '../domain/automation/stop-rules.js';
import type { Prices } from '../domain/money/prices.js';
import type { EmulatorOptions } from '../emulator/server.js';
import { parseSettings as parseEmulatorSettings, SettingsError } from '../emulator/settings.js';
import { LOG_LEVELS, type LogLevel } from '../log.js';
import { type ConfiguredAccount, parseAccounts } from './accounts.js';
import { type Env, meant, type ReportMistake, readNumber, readOneOf } from './environment.js';
import { parsePrices } from './prices.js';
import { type Protection, parseProtection } from './protection.js';
import { withPresentNames } from './renamed-settings.js';
import { SETTINGS } from './settings-table.js';
import { parseStopRules } from './stop-rules.js';
import { parseTps } from './upstream-tps.js';

export interface Config {
  /** Settings that work under an old name until the next release: one sentence each. */
  readonly warnings: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly upstream: 'emulator' | 'aws';
  /** Empty: the one account of the credentials. */
  readonly accounts: readonly ConfiguredAccount[];
  readonly emulator: EmulatorOptions;
  readonly readMaxAgeMs: number;
  /** 0: what is older than `readMaxAgeMs` is waited for. */
  readonly readRevalidateMs: number;
  readonly staleIfErrorMs: number;
  /** Room for answers that are kept as they were sent; 0 keeps none. */
  readonly responseCacheBytes: number;
  /** How many queries are kept compiled; 0 compiles none. */
  readonly compiledQueries: number;
  readonly pollIntervalMs: number;
  /** Operation → calls a second. */
  readonly upstreamTps: Readonly<Record<string, number>>;
  /** May hold a password: never logged. Null: there is one process. */
  readonly redisUrl: string | null;
  /** The folder in which one process keeps what it knows. Null: in memory, or on Redis. */
  readonly dataDir: string | null;
  readonly eventRetentionMs: number;
  readonly eventLogMax: number;
  /** Over how long open streams are ended when the process ends. */
  readonly drainMs: number;
  /** Off: the gateway serves no pages. */
  readonly board: boolean;
  readonly protection: Protection;
  readonly prices: Prices;
  readonly stopRules: StopRules;
  /** Where inference units in service are read, besides what the gateway sees by itself. */
  readonly usageMetrics: 'none' | 'cloudwatch';
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
 * Reads every setting. Pure but for the files that settings name: pass `process.env`. An empty variable counts as
 * unset.
 * @throws ConfigError with all mistakes at once
 */
export function parseConfig(given: Env, readText = (path: string) => readFileSync(path, 'utf8')): Config {
  const mistakes: string[] = [];
  const { env, warnings } = withPresentNames(given, (mistake) => mistakes.push(mistake));
  const report = (mistake: string): undefined => void mistakes.push(mistake);

  const number = (name: string, fallback: number, min: number, max: number) =>
    readNumber(env, report, { name, fallback, min, max });

  const protection = parseProtection(env, report, readText);
  const upstream = readOneOf(env, report, 'UPSTREAM', ['emulator', 'aws'], 'emulator');
  const config: Config = {
    warnings: [...warnings, ...nearMisses(given)],
    host: parseHost(env.HOST || '127.0.0.1', protection, report),
    port: number('PORT', 4000, 0, 65_535),
    upstream,
    accounts: parseAccounts(env.ACCOUNTS || '[]', report),
    emulator: emulatorSettings(env, mistakes),
    readMaxAgeMs: number('READ_MAX_AGE_MS', 2_000, 0, 3_600_000),
    readRevalidateMs: number('READ_REVALIDATE_MS', 30_000, 0, 3_600_000),
    staleIfErrorMs: number('STALE_IF_ERROR_MS', 600_000, 0, 86_400_000),
    responseCacheBytes: number('RESPONSE_CACHE_MB', 64, 0, 4_096) * 1024 * 1024,
    compiledQueries: number('COMPILED_QUERIES', 500, 0, 10_000),
    pollIntervalMs: number('POLL_INTERVAL_MS', 2_000, 100, 3_600_000),
    upstreamTps: parseTps(env.UPSTREAM_TPS || '{}', report),
    redisUrl: parseRedisUrl(env.REDIS_URL, report),
    dataDir: parseDataDir(env, upstream, report),
    eventRetentionMs: number('EVENT_RETENTION_HOURS', 24, 1, 24 * 365) * 3_600_000,
    eventLogMax: number('EVENT_LOG_MAX', 50_000, 100, 10_000_000),
    drainMs: number('DRAIN_MS', 3_000, 0, 10_000),
    board: readOneOf(env, report, 'BOARD', ['on', 'off'], 'on') === 'on',
    protection,
    prices: parsePrices(env.PRICES, report),
    stopRules: parseStopRules(env, report),
    usageMetrics: readOneOf(env, report, 'USAGE_METRICS', ['none', 'cloudwatch'], 'none'),
    logLevel: readOneOf(env, report, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    traces: parseTraces(env, report),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

function parseHost(host: string, { auth }: Protection, report: ReportMistake): string {
  const isLoopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (!isLoopback && auth.kind === 'none')
    report(
      `HOST must be a loopback address (127.0.0.1, ::1 or localhost) while AUTH is none, not "${host}".`,
    );
  return host;
}

/** Of variables that are no setting but nearly one: one sentence each, without the value. */
function nearMisses(env: Env): string[] {
  const names = SETTINGS.map((it) => it.name);
  return Object.keys(env).flatMap((name) => {
    const hint = names.includes(name) || !env[name] ? '' : meant(name, names);
    return hint === '' ? [] : [`${name} is no setting${hint}.`];
  });
}

/** Its mistakes are told without the value, which may hold a password. */
function parseRedisUrl(text: string | undefined, report: ReportMistake): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isServer = url !== null && ['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== '';
  if (isServer && /^\/?\d{0,5}$/.test(url.pathname)) return text;
  report('REDIS_URL must be like redis://user:password@host:6379/0, or rediss:// for TLS.');
  return null;
}

/**
 * On Redis nothing is kept on disk; over the emulator only if DATA_DIR is set, since its state is new at each start.
 */
function parseDataDir(
  { DATA_DIR, REDIS_URL }: Env,
  upstream: Config['upstream'],
  report: ReportMistake,
): string | null {
  if (DATA_DIR === 'none') return null;
  if (DATA_DIR && REDIS_URL)
    report(
      'DATA_DIR and REDIS_URL exclude each other. Choose REDIS_URL with DATA_DIR=none for several gateways as one, or DATA_DIR alone for one gateway that keeps everything on its own disk. `npm run move-to-redis` copies what a folder holds to Redis.',
    );
  if (DATA_DIR) return DATA_DIR;
  return upstream === 'aws' && !REDIS_URL ? 'data' : null;
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

/** As https://opentelemetry.io/docs/specs/otel/protocol/exporter/ says. */
function parseTraces(env: Env, report: ReportMistake): Config['traces'] {
  const whole = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG || '1');
  if (!(ratio >= 0 && ratio <= 1)) report('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.');
  const isDisabled = env.OTEL_SDK_DISABLED === 'true';
  const url = whole || (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url || isDisabled) return null;
  // Not echoed: it may hold a password.
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    report(
      `OTEL_EXPORTER_OTLP_${whole ? 'TRACES_' : ''}ENDPOINT must be an address like http://collector:4318.`,
    );
  return { url, ratio };
}
