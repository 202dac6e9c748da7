import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { StopRules } from '../domain/automation/stop-rules.js';
import { AWS_OPERATIONS } from '../domain/aws-operations.js';
import type { Prices } from '../domain/money/prices.js';
import type { EmulatorOptions } from '../emulator/server.js';
import { parseSettings as parseEmulatorSettings, SettingsError } from '../emulator/settings.js';
import { LOG_LEVELS, type LogLevel } from '../log.js';
import { type ConfiguredAccount, parseAccounts } from './accounts.js';
import { readNumbers } from './numbers-by-name.js';
import { parsePrices } from './prices.js';
import { type Protection, parseProtection } from './protection.js';
import { nearMisses, withPresentNames } from './setting-names.js';
import { type Env, SettingsReader } from './settings-reader.js';
import { SETTINGS } from './settings-table.js';
import { parseStopRules } from './stop-rules.js';
import { parseTraces, type TraceSettings } from './traces.js';

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
export function parseConfig(given: Env, readFile = (path: string) => readFileSync(path, 'utf8')): Config {
  const mistaken: string[] = [];
  const { env, warnings } = withPresentNames(given, (mistake) => mistaken.push(mistake));
  const settings = new SettingsReader(env, readFile);
  settings.mistakes.push(...mistaken);
  const config = { warnings: [...warnings, ...nearMisses(given, SETTINGS)], ...readSettings(settings, env) };
  if (settings.mistakes.length > 0) throw new ConfigError(settings.mistakes);
  return config;
}

/** @param env - for the emulator, which reads its settings itself */
function readSettings(settings: SettingsReader, env: Env): Omit<Config, 'warnings'> {
  const number = (name: string, fallback: number, min: number, max: number) =>
    settings.number(name, { fallback, min, max });
  const protection = parseProtection(settings);
  const upstream = settings.oneOf('UPSTREAM', ['emulator', 'aws'], 'emulator');
  return {
    host: parseHost(settings, protection),
    port: number('PORT', 4000, 0, 65_535),
    upstream,
    accounts: parseAccounts(settings),
    emulator: emulatorSettings(env, settings),
    readMaxAgeMs: number('READ_MAX_AGE_MS', 2_000, 0, 3_600_000),
    readRevalidateMs: number('READ_REVALIDATE_MS', 30_000, 0, 3_600_000),
    staleIfErrorMs: number('STALE_IF_ERROR_MS', 600_000, 0, 86_400_000),
    responseCacheBytes: number('RESPONSE_CACHE_MB', 64, 0, 4_096) * 1024 * 1024,
    compiledQueries: number('COMPILED_QUERIES', 500, 0, 10_000),
    pollIntervalMs: number('POLL_INTERVAL_MS', 2_000, 100, 3_600_000),
    upstreamTps: parseTps(settings),
    redisUrl: parseRedisUrl(settings),
    dataDir: parseDataDir(settings, upstream),
    eventRetentionMs: number('EVENT_RETENTION_HOURS', 24, 1, 24 * 365) * 3_600_000,
    eventLogMax: number('EVENT_LOG_MAX', 50_000, 100, 10_000_000),
    drainMs: number('DRAIN_MS', 3_000, 0, 10_000),
    board: settings.isOn('BOARD'),
    protection,
    prices: parsePrices(settings),
    stopRules: parseStopRules(settings),
    usageMetrics: settings.oneOf('USAGE_METRICS', ['none', 'cloudwatch'], 'none'),
    logLevel: settings.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    traces: parseTraces(settings),
  };
}

function parseHost(settings: SettingsReader, { auth }: Protection): string {
  const host = settings.text('HOST') ?? '127.0.0.1';
  const isLoopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (!isLoopback && auth.kind === 'none')
    settings.report(
      `HOST must be a loopback address (127.0.0.1, ::1 or localhost) while AUTH is none, not "${host}".`,
    );
  return host;
}

/** Its mistakes are told without the value, which may hold a password. */
function parseRedisUrl(settings: SettingsReader): string | null {
  const text = settings.text('REDIS_URL');
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isServer = url !== null && ['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== '';
  if (isServer && /^\/?\d{0,5}$/.test(url.pathname)) return text;
  settings.report('REDIS_URL must be like redis://user:password@host:6379/0, or rediss:// for TLS.');
  return null;
}

/**
 * On Redis nothing is kept on disk; over the emulator only if DATA_DIR is set, since its state is new at each start.
 */
function parseDataDir(settings: SettingsReader, upstream: Config['upstream']): string | null {
  const [folder, redisUrl] = [settings.text('DATA_DIR'), settings.text('REDIS_URL')];
  if (folder === 'none') return null;
  if (folder && redisUrl)
    settings.report(
      'DATA_DIR and REDIS_URL exclude each other. Choose REDIS_URL with DATA_DIR=none for several gateways as one, or DATA_DIR alone for one gateway that keeps everything on its own disk. `npm run move-to-redis` copies what a folder holds to Redis.',
    );
  if (folder) return folder;
  return upstream === 'aws' && !redisUrl ? 'data' : null;
}

/** Operation → calls a second. */
function parseTps(settings: SettingsReader): Record<string, number> {
  return readNumbers(settings, 'UPSTREAM_TPS', {
    names: AWS_OPERATIONS,
    isGood: (rate) => typeof rate === 'number' && rate > 0 && rate <= 10_000,
    words: `a JSON object of AWS's operations (${AWS_OPERATIONS.join(', ')}) and calls a second, for example {"DescribeProjects": 10}`,
  });
}

/** The emulator is a program of its own, and reads its settings itself. */
function emulatorSettings(env: Env, { mistakes }: SettingsReader): EmulatorOptions {
  try {
    return parseEmulatorSettings(env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    mistakes.push(...error.problems);
    return parseEmulatorSettings({});
  }
}
