import type { AuthSettings } from '../server/auth/settings.js';
import { AUTH_SETTINGS, parseAuth } from './auth.js';
import { GUARD_RAIL_SETTINGS, type GuardRailSettings, parseGuardRails } from './guard-rails.js';
import { LIMIT_SETTINGS, type LimitSettings, parseLimits } from './limits.js';
import type { SettingRow, SettingsReader } from './settings-reader.js';
import { parseTrust, TRUST_SETTINGS, type TrustSettings } from './trusted-documents.js';

/** Everything that stands between a caller and the AWS account. */
export interface Protection extends LimitSettings, TrustSettings, GuardRailSettings {
  readonly auth: AuthSettings;
  /** Pages of these, besides the gateway's own, may use it from a browser. */
  readonly allowedOrigins: readonly string[];
  /** Off: no introspection, no explorer, no schema, no suggestions. */
  readonly introspection: boolean;
  /** How many proxies of ours stand in front; each adds an address to `X-Forwarded-For`. */
  readonly trustedProxyHops: number;
  /** Null: no audit. */
  readonly auditFile: string | null;
}

export const PROTECTION_SETTINGS: readonly SettingRow[] = [
  ...AUTH_SETTINGS,
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
  ...LIMIT_SETTINGS,
  ...TRUST_SETTINGS,
  {
    name: 'TRUSTED_PROXY_HOPS',
    fallback: '0',
    meaning: 'how many addresses at the end of `X-Forwarded-For` are believed',
  },
  {
    name: 'AUDIT_FILE',
    fallback: 'none',
    meaning:
      'a file that gets two records for each mutation: the intent, synced to disk before AWS is called, and the outcome',
  },
  ...GUARD_RAIL_SETTINGS,
];

export function parseProtection(settings: SettingsReader): Protection {
  const auth = parseAuth(settings);
  const isOpen = auth.kind === 'none';
  return {
    auth,
    ...parseLimits(settings, isOpen),
    ...parseTrust(settings),
    ...parseGuardRails(settings, isOpen),
    allowedOrigins: settings.list('ALLOWED_ORIGINS').flatMap((it) => toOrigin(it, settings.report)),
    introspection: settings.isOn('INTROSPECTION'),
    trustedProxyHops: settings.number('TRUSTED_PROXY_HOPS', { fallback: 0, min: 0, max: 10 }),
    auditFile: settings.text('AUDIT_FILE') ?? null,
  };
}

function toOrigin(text: string, report: SettingsReader['report']): string[] {
  if (URL.canParse(text) && new URL(text).origin === text) return [text];
  report('ALLOWED_ORIGINS must list origins like https://tools.example.com, without path or password.');
  return [];
}
