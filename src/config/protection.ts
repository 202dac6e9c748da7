import { isObject } from '../domain/json.js';
import { AUTH_SETTINGS, type AuthSettings, parseAuthSettings } from '../server/auth/settings.js';
import { DEFAULT_LIMITS, LIMIT_NAMES, type Limits } from '../server/limits/limits.js';
import { type Manifest, parseManifest } from '../server/limits/manifest.js';
import type { QuotaSettings } from '../server/limits/quotas.js';
import { TRUST_MODES, type TrustMode } from '../server/limits/trusted-documents.js';
import { type Env, meant, parseJson, type ReportMistake, readNumber, readOneOf } from './environment.js';

/** Everything that stands between a caller and the AWS account. */
export interface Protection {
  readonly auth: AuthSettings;
  readonly limits: Limits;
  readonly quotas: QuotaSettings;
  readonly trustMode: TrustMode;
  readonly trustedDocuments: Manifest;
  /** How many proxies of ours stand in front; each adds an address to `X-Forwarded-For`. */
  readonly trustedProxyHops: number;
  /** Whether a project policy may allow every AWS account. */
  readonly allowsPublicPolicies: boolean;
  /** Pages of these, besides the gateway's own, may use it from a browser. */
  readonly allowedOrigins: readonly string[];
  /** Off: no introspection, no explorer, no schema, no suggestions. */
  readonly introspection: boolean;
  /** Names, or beginnings of names that end in `*`. */
  readonly allowedBuckets: readonly string[];
  /** Null: no audit. */
  readonly auditFile: string | null;
  readonly maxInferenceUnits: number | null;
  readonly maxRunningModels: number | null;
  readonly runningModelsQuota: number;
  /** While it exists, nothing can be changed. Null: there is no such file. */
  readonly readOnlyFile: string | null;
}

/** Rows of the settings table in src/config/README.md. */
export const PROTECTION_SETTINGS = [
  ...AUTH_SETTINGS,
  {
    name: 'ALLOWED_BUCKETS',
    fallback: '`*` while `AUTH` is `none`, else none',
    meaning:
      'the S3 buckets that trainings and copies may use and reports are read from: names with commas between, `*` at the end of one stands for any ending',
  },
  {
    name: 'ALLOWED_ORIGINS',
    fallback: 'none',
    meaning:
      'other origins whose pages may use the gateway (CORS, WebSocket, SSE), with commas between: `https://tools.example.com`',
  },
  {
    name: 'INTROSPECTION',
    fallback: 'on',
    meaning:
      '`off` takes away introspection, the explorer, `/schema.graphql` and suggestions, on all transports',
  },
  {
    name: 'LIMITS',
    fallback: '{}',
    meaning: 'JSON object that changes some of the limits on one operation (see Limits): `{"depth": 12}`',
  },
  {
    name: 'REQUESTS_PER_MINUTE',
    fallback: 'none while `AUTH` is `none`, else 3000',
    meaning: 'operations that one subject may send, on all transports together, to each instance',
  },
  {
    name: 'SUBSCRIPTIONS_PER_SUBJECT',
    fallback: 'none while `AUTH` is `none`, else 1000',
    meaning: 'subscriptions, and as many WebSockets, that one subject may have open, on each instance',
  },
  {
    name: 'TRUSTED_DOCUMENTS',
    fallback: 'off',
    meaning: '`log` logs documents that the manifest lacks, `enforce` refuses them',
  },
  {
    name: 'TRUSTED_DOCUMENTS_FILE',
    fallback: 'none',
    meaning: 'the manifest: a JSON object of SHA-256 → document, as `npm run manifest` writes it',
  },
  {
    name: 'AUDIT_FILE',
    fallback: 'none',
    meaning:
      'a file that gets two records for each mutation: the intent, synced to disk before AWS is called, and the outcome',
  },
  {
    name: 'ALLOW_PUBLIC_POLICIES',
    fallback: '`true` while `AUTH` is `none`, else `false`',
    meaning: 'whether a project policy may have `Principal: "*"`',
  },
  {
    name: 'TRUSTED_PROXY_HOPS',
    fallback: '0',
    meaning: 'how many addresses at the end of `X-Forwarded-For` are believed',
  },
  {
    name: 'MAX_INFERENCE_UNITS',
    fallback: "AWS's own",
    meaning: 'most inference units that a start may request',
  },
  {
    name: 'MAX_RUNNING_MODELS',
    fallback: "AWS's own",
    meaning: 'most models that may run or be starting in one account and region when another is started',
  },
  {
    name: 'RUNNING_MODELS_QUOTA',
    fallback: '2',
    meaning:
      'how many models AWS lets run in one account and region, which AWS does not tell: a rollout needs a free place, because two versions run for a while',
  },
  {
    name: 'READ_ONLY_FILE',
    fallback: 'none',
    meaning: 'while a file is there, every mutation is refused: `touch` and `rm` switch it without a restart',
  },
] as const;

/** @param readText - the file at a path; what it throws becomes a mistake */
export function parseProtection(
  env: Env,
  report: ReportMistake,
  readText: (path: string) => string,
): Protection {
  const auth = parseAuthSettings(env, report, readText);
  const isOpen = auth.kind === 'none';
  const trustMode = readOneOf(env, report, 'TRUSTED_DOCUMENTS', TRUST_MODES, 'off');
  return {
    auth,
    limits: parseLimits(env.LIMITS || '{}', report),
    quotas: {
      requestsPerMinute: count(env, 'REQUESTS_PER_MINUTE', isOpen ? null : 3_000, report),
      subscriptions: count(env, 'SUBSCRIPTIONS_PER_SUBJECT', isOpen ? null : 1_000, report),
    },
    trustedProxyHops: readNumber(env, report, { name: 'TRUSTED_PROXY_HOPS', fallback: 0, min: 0, max: 10 }),
    allowsPublicPolicies:
      readOneOf(env, report, 'ALLOW_PUBLIC_POLICIES', ['true', 'false'], isOpen ? 'true' : 'false') ===
      'true',
    trustMode,
    trustedDocuments: readManifest(env, trustMode, report, readText),
    allowedOrigins: listOf(env.ALLOWED_ORIGINS).flatMap((it) => toOrigin(it, report)),
    introspection: readOneOf(env, report, 'INTROSPECTION', ['on', 'off'], 'on') === 'on',
    allowedBuckets: listOf(env.ALLOWED_BUCKETS || (isOpen ? '*' : '')),
    auditFile: env.AUDIT_FILE || null,
    maxInferenceUnits: count(env, 'MAX_INFERENCE_UNITS', null, report),
    maxRunningModels: count(env, 'MAX_RUNNING_MODELS', null, report),
    runningModelsQuota: readNumber(env, report, {
      ...{ name: 'RUNNING_MODELS_QUOTA', fallback: 2, min: 1, max: 10_000 },
    }),
    readOnlyFile: env.READ_ONLY_FILE || null,
  };
}

function count(env: Env, name: string, fallback: number | null, report: ReportMistake): number | null {
  const text = env[name];
  if (!text) return fallback;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  report(`${name} must be a whole number from 1, not "${text}".`);
  return fallback;
}

function parseLimits(text: string, report: ReportMistake): Limits {
  const limits = parseJson(text);
  const isGood = (given: object) =>
    Object.entries(given).every(
      ([name, value]) => Object.hasOwn(DEFAULT_LIMITS, name) && Number.isInteger(value) && value > 0,
    );
  if (isObject(limits) && isGood(limits)) return { ...DEFAULT_LIMITS, ...limits };
  const unknown = Object.keys(limits ?? {}).find((name) => !Object.hasOwn(DEFAULT_LIMITS, name));
  const named = unknown === undefined ? '' : `, not ${JSON.stringify(unknown)}${meant(unknown, LIMIT_NAMES)}`;
  report(`LIMITS must be a JSON object of ${LIMIT_NAMES.join(', ')} and whole numbers from 1${named}.`);
  return DEFAULT_LIMITS;
}

function readManifest(
  env: Env,
  mode: TrustMode,
  report: ReportMistake,
  readText: (path: string) => string,
): Manifest {
  const path = env.TRUSTED_DOCUMENTS_FILE;
  if (mode === 'off') {
    if (path) report('TRUSTED_DOCUMENTS_FILE has no effect while TRUSTED_DOCUMENTS is off.');
    return new Map();
  }
  if (!path) {
    report('TRUSTED_DOCUMENTS_FILE is needed unless TRUSTED_DOCUMENTS is off.');
    return new Map();
  }
  try {
    return parseManifest(readText(path));
  } catch (error) {
    report(`TRUSTED_DOCUMENTS_FILE cannot be used: ${(error as Error).message}`);
    return new Map();
  }
}

function toOrigin(text: string, report: ReportMistake): string[] {
  if (URL.canParse(text) && new URL(text).origin === text) return [text];
  report('ALLOWED_ORIGINS must list origins like https://tools.example.com, without path or password.');
  return [];
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '');
}
