import type { Clock } from '../../clock.js';
import { type Caller, LOCAL_OWNER } from '../../domain/caller.js';
import { type ApiKey, findKey } from './api-keys.js';
import type { Credential } from './credential.js';
import { createJwtVerifier } from './jwt.js';
import { liveCaller } from './live-caller.js';
import { grantsOf } from './policy.js';
import type { AuthSettings } from './settings.js';
import { unauthenticated } from './unauthenticated.js';
import { createVerifiedTokens } from './verified-tokens.js';

/**
 * Tells who holds a credential, or null without one.
 * @throws GatewayError UNAUTHENTICATED, which never says why; UPSTREAM_UNAVAILABLE if nobody can say now
 */
export type Authenticate = (credential: Credential | null) => Promise<Caller>;

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** Other keys and grants count from now on, also for callers who are there already. `AUTH` itself stays. */
  replace(settings: AuthSettings): void;
}

export function createAuthenticator(settings: AuthSettings, clock: Clock): Authenticator {
  let current = settings;
  const authenticate =
    settings.kind === 'none'
      ? async () => LOCAL_OWNER
      : settings.kind === 'jwt'
        ? byToken(settings, () => current, clock)
        : byKey(() => current, clock);
  return {
    authenticate,
    replace(next) {
      current = next;
    },
  };
}

function byKey(current: () => AuthSettings, clock: Clock): Authenticate {
  const callers = new WeakMap<ApiKey, Caller>(); // so that what one may do is worked out once, not for each request
  return async (credential) => {
    if (credential === null) throw unauthenticated('no credential');
    const key = findKey(keysOf(current()), credential.text);
    if (!key) throw unauthenticated('unknown key');
    const { subject, expiresAt } = key;
    if (expiresAt !== null && expiresAt <= clock.wallNow())
      throw unauthenticated(`expired key of ${subject}`);
    const caller = callers.get(key) ?? toCaller(key, current, clock);
    callers.set(key, caller);
    return caller;
  };
}

/** A key that is taken off the list takes all rights with it, and so does one whose end is set earlier. */
function toCaller({ subject, sha256, expiresAt }: ApiKey, current: () => AuthSettings, clock: Clock): Caller {
  return liveCaller(subject, expiresAt, clock, current, (settings) => {
    const listed = keysOf(settings).find((it) => it.sha256.equals(sha256) && it.subject === subject);
    const grants = listed ? grantsOf(policyOf(settings), subject, listed.groups) : [];
    return { grants, until: listed?.expiresAt ?? null };
  });
}

function byToken(
  { jwt }: Extract<AuthSettings, { kind: 'jwt' }>,
  current: () => AuthSettings,
  clock: Clock,
): Authenticate {
  const verify = createJwtVerifier(jwt);
  const callerOf = createVerifiedTokens(async (token) => {
    const { subject, groups, grants, expiresAt } = await verify(token);
    // jose goes by the machine's clock, which may be set back.
    if (expiresAt <= clock.wallNow()) throw unauthenticated(`expired token of ${subject}`);
    return liveCaller(subject, expiresAt, clock, current, (settings) => ({
      grants: [...grantsOf(policyOf(settings), subject, groups), ...grants],
      until: expiresAt,
    }));
  }, clock);
  return async (credential) => {
    if (credential === null || credential.isKey) throw unauthenticated('no token');
    return callerOf(credential.text);
  };
}

const keysOf = (settings: AuthSettings) => (settings.kind === 'api-key' ? settings.keys : []);
const policyOf = (settings: AuthSettings) => (settings.kind === 'none' ? [] : settings.policy);
