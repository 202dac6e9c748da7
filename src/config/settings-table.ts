import { PRICES_SETTING } from './prices.js';
import { PROTECTION_SETTINGS } from './protection.js';
import type { SettingRow } from './settings-reader.js';
import { STOP_SETTINGS } from './stop-rules.js';
import { TRACE_SETTINGS } from './traces.js';

/**
 * What the settings table in src/config/README.md says; a test holds the two together. Rows of a topic with a parser of
 * its own stand beside that parser; those here are read in config.ts.
 */
export const SETTINGS: readonly SettingRow[] = [
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
  {
    name: 'EMULATOR_QUOTAS',
    fallback: "AWS's own",
    meaning: 'JSON object, quota → number: `{"runningModels": 20}`',
  },
  { name: 'EMULATOR_HOST', fallback: '127.0.0.1', meaning: 'where the emulator listens' },
  {
    name: 'EMULATOR_CONTROL',
    fallback: 'loopback',
    meaning: '`any` opens the control address `/_emulator` to peers that are not on this machine',
  },
  {
    name: 'EMULATOR_ORIGINS',
    fallback: 'none',
    meaning:
      "origins whose pages may call the emulator from a browser, with commas between; `*` lets every page in, under every `Host`. A host name that is not this machine's is refused while `EMULATOR_HOST` is a loopback address",
  },
  {
    name: 'READ_MAX_AGE_MS',
    fallback: '2000',
    meaning: 'up to this age an answer from the catalog is fresh: AWS is not asked',
  },
  {
    name: 'READ_REVALIDATE_MS',
    fallback: '30000',
    meaning:
      'up to this age an answer from the catalog is given at once, and refreshed behind the reader; with a version in transition, up to `POLL_INTERVAL_MS` and a second. `0`: what is older than `READ_MAX_AGE_MS` is waited for',
  },
  {
    name: 'STALE_IF_ERROR_MS',
    fallback: '600000',
    meaning: 'how old an answer may be while AWS cannot be reached',
  },
  {
    name: 'RESPONSE_CACHE_MB',
    fallback: '64',
    meaning:
      'room for answers that are kept as they were sent, for as long as they stay true; `0` keeps none',
  },
  {
    name: 'COMPILED_QUERIES',
    fallback: '500',
    meaning: 'queries without conditions that are kept compiled when they come again; `0` compiles none',
  },
  {
    name: 'POLL_INTERVAL_MS',
    fallback: '2000',
    meaning: 'how often a version in transition is refreshed; settled ones much less',
  },
  { name: 'UPSTREAM_TPS', fallback: "AWS's own", meaning: 'JSON object, operation → calls a second' },
  {
    name: 'REDIS_URL',
    fallback: 'none',
    meaning:
      '`redis://` or `rediss://` (TLS), with user, password and database if need be: several gateways as one; without it there is one, with `DATA_DIR`',
  },
  {
    name: 'DATA_DIR',
    fallback: '`data` in front of AWS without `REDIS_URL`, else none',
    meaning:
      'the folder in which one gateway keeps events, catalog and idempotency keys over a restart; one process at a time, another waits 30 s for it; `none`: everything is in memory',
  },
  { name: 'EVENT_RETENTION_HOURS', fallback: '24', meaning: 'how far back a cursor reaches' },
  { name: 'EVENT_LOG_MAX', fallback: '50000', meaning: 'how many status changes are kept at most' },
  {
    name: 'DRAIN_MS',
    fallback: '3000',
    meaning:
      'how long requests are still taken at shutdown; over it open subscriptions are ended, so that not all come back at once',
  },
  {
    name: 'BOARD',
    fallback: 'on',
    meaning: '`off`: no pages at all, neither the status board at `/` nor the explorer at `/explorer`',
  },
  ...PROTECTION_SETTINGS,
  PRICES_SETTING,
  ...STOP_SETTINGS,
  {
    name: 'USAGE_METRICS',
    fallback: 'none',
    meaning:
      '`cloudwatch`: the inference units in service are read from AWS, in a few calls every five minutes; usage is `METERED` then, also of models that scale by themselves. Needs `cloudwatch:GetMetricData`',
  },
  {
    name: 'LOG_LEVEL',
    fallback: 'info',
    meaning: '`debug`, `info`, `warn`, `error` or `silent`; JSON lines on stdout',
  },
  ...TRACE_SETTINGS,
];
