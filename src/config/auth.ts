import { type ApiKey, parseApiKey } from '../server/auth/api-keys.js';
import type { JwtSettings } from '../server/auth/jwt.js';
import { parsePolicy } from '../server/auth/policy.js';
import type { AuthSettings } from '../server/auth/settings.js';
import type { SettingRow, SettingsReader } from './settings-reader.js';

export const AUTH_SETTINGS: readonly SettingRow[] = [
  {
    name: 'AUTH',
    fallback: 'none',
    meaning: '`none`, `api-key` or `jwt`: how callers sign in, on HTTP, WebSocket and SSE alike',
  },
  {
    name: 'GRANTS',
    fallback: 'nobody may do anything',
    meaning:
      'rights: a JSON list of `{to, role, projects, tags?}`, or the path of a file with one; see Security. Needed unless `AUTH` is `none`',
  },
  {
    name: 'API_KEYS',
    fallback: 'none',
    meaning:
      'for `api-key`: a JSON list of `{subject, sha256, groups?, expiresAt?}`, or the path of a file with one',
  },
  { name: 'JWT_ISSUER', fallback: 'none', meaning: 'for `jwt`: the only `iss` that counts' },
  { name: 'JWT_AUDIENCE', fallback: 'none', meaning: 'for `jwt`: what `aud` must name' },
  {
    name: 'JWT_JWKS_URL',
    fallback: 'none',
    meaning: "for `jwt`: where the issuer's public keys are; `https`, or `http` on loopback",
  },
  {
    name: 'JWT_ALGORITHMS',
    fallback: 'RS256',
    meaning: 'for `jwt`: the signature algorithms that count, with commas between; public-key ones only',
  },
  { name: 'JWT_CLOCK_SKEW_SECONDS', fallback: '30', meaning: 'for `jwt`: how far clocks may differ' },
  {
    name: 'JWT_GROUPS_CLAIM',
    fallback: 'groups',
    meaning: "for `jwt`: the claim that lists the subject's groups",
  },
  {
    name: 'JWT_GRANTS_CLAIM',
    fallback: 'none',
    meaning:
      'for `jwt`: a claim with grants, a list of `{role, projects, tags?}`, that count beside `GRANTS`; without it, those that schedules and workflows were put with count no more, too',
  },
];

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

export function parseAuth(settings: SettingsReader): AuthSettings {
  const { report } = settings;
  const kind = settings.text('AUTH') ?? 'none';
  if (kind === 'none') return refuseUnused(settings);
  if (kind !== 'api-key' && kind !== 'jwt') {
    report('AUTH must be none or api-key or jwt.'); // not echoed: it may be a key that was meant for another setting
    return { kind: 'none' };
  }
  const policy = parsePolicy(readList('GRANTS', settings, kind), report);
  if (kind === 'jwt') return { kind, policy, jwt: parseJwt(settings) };
  return { kind, policy, keys: parseKeys(readList('API_KEYS', settings, kind), report) };
}

/** Grants without AUTH would protect nothing. */
function refuseUnused(settings: SettingsReader): AuthSettings {
  for (const { name, fallback } of AUTH_SETTINGS)
    if (name !== 'AUTH' && (settings.text(name) ?? fallback) !== fallback)
      settings.report(`${name} has no effect while AUTH is none.`);
  return { kind: 'none' };
}

/** The text of a setting, or of the file it names, as JSON. Never echoed. */
function readList(name: string, settings: SettingsReader, auth: string): unknown {
  const { report, readFile } = settings;
  const value = settings.text(name)?.trim() || '';
  if (value === '') return report(`${name} is needed while AUTH is ${auth}.`);
  try {
    const list: unknown = JSON.parse(value.startsWith('[') ? value : readFile(value));
    if (Array.isArray(list)) return list;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code) return report(`${name} names a file that cannot be read (${code}).`);
  }
  return report(`${name} must be a JSON list, or the path of a file with one.`);
}

function parseKeys(list: unknown, report: SettingsReader['report']): ApiKey[] {
  if (!Array.isArray(list)) return []; // why not is reported already
  if (list.length === 0) report('API_KEYS must list at least one {subject, sha256, groups?, expiresAt?}.');
  return list.flatMap((value: unknown, index) => parseApiKey(value) ?? saidOf(`API_KEYS[${index}]`, report));
}

function saidOf(where: string, report: SettingsReader['report']): [] {
  report(
    `${where} must be {subject, sha256, groups?, expiresAt?}: a name that does not begin with automation:, 64 hexadecimal digits, a list of names, an instant.`,
  );
  return [];
}

function parseJwt(settings: SettingsReader): JwtSettings {
  const { report } = settings;
  const text = (name: string, fallback = '') => settings.text(name) ?? fallback;
  for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'])
    if (text(name) === '') report(`${name} is needed while AUTH is jwt.`);
  const algorithms = text('JWT_ALGORITHMS', 'RS256')
    .split(',')
    .map((it) => it.trim());
  if (!algorithms.every((it) => ALGORITHMS.includes(it)))
    report(`JWT_ALGORITHMS must be of ${ALGORITHMS.join(', ')}.`);
  const skew = text('JWT_CLOCK_SKEW_SECONDS', '30');
  if (!/^\d{1,3}$/.test(skew)) report('JWT_CLOCK_SKEW_SECONDS must be a whole number from 0 to 999.');
  return {
    issuer: text('JWT_ISSUER'),
    audience: text('JWT_AUDIENCE'),
    jwksUrl: parseJwksUrl(text('JWT_JWKS_URL', 'https://unset.invalid'), report),
    algorithms,
    clockSkewSeconds: Number(skew),
    groupsClaim: text('JWT_GROUPS_CLAIM', 'groups'),
    grantsClaim: settings.text('JWT_GRANTS_CLAIM') ?? null,
  };
}

/** Keys that came over plain HTTP could be forged. */
function parseJwksUrl(text: string, report: SettingsReader['report']): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return url;
  report('JWT_JWKS_URL must be an https address, or http on loopback.');
  return new URL('https://unset.invalid');
}
