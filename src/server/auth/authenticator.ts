import type { Clock } from '../../clock.js';
import { type Caller, LOCAL_OWNER } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { type ApiKey, findKey } from './api-keys.js';
import { type GrantsOfAuthor, presentGrantsOf } from './author-grants.js';
import type { Credential } from './credential.js';
import { createJwtVerifier } from './jwt.js';
import { LiveCaller, type Settings } from './live-caller.js';
import { grantsOf } from './policy.js';
import type { AuthSettings } from './settings.js';
import { unauthenticated } from './unauthenticated.js';
import { createVerifiedTokens } from './verified-tokens.js';

/**
 * Returns the caller of a credential, or null without one.
 * @throws GatewayError UNAUTHENTICATED, which never says why; UPSTREAM_UNAVAILABLE if it cannot be verified now
 */
export type Authenticate = (credential: Credential | null) => Promise<Caller>;

export interface Authenticator {
  readonly authenticate: Authenticate;
  readonly grantsOfAuthor: GrantsOfAuthor;
  /** Other keys and grants count from now on, also for present callers. `AUTH` itself stays. */
  replace(settings: AuthSettings): void;
}

/** @param onRefused - gets why credentials were refused, which no answer says. Default: nobody does */
export function createAuthenticator(
  settings: AuthSettings,
  clock: Clock,
  onRefused: (reason: string) => void = () => {},
): Authenticator {
  let current = settings;
  const tasks = new Set<() => void>();
  const live: Settings = {
    current: () => current,
    onChanged(task) {
      tasks.add(task);
      return () => tasks.delete(task);
    },
  };
  const authenticate =
    settings.kind === 'none'
      ? async () => LOCAL_OWNER
      : reporting(settings.kind === 'jwt' ? byToken(settings, live, clock) : byKey(live, clock), onRefused);
  return {
    authenticate,
    grantsOfAuthor: (author) => presentGrantsOf(current, author, clock.wallNow()),
    replace(next) {
      current = next;
      for (const task of [...tasks]) task();
    },
  };
}

function reporting(authenticate: Authenticate, onRefused: (reason: string) => void): Authenticate {
  return (credential) =>
    authenticate(credential).catch((error: unknown) => {
      if (error instanceof GatewayError) onRefused(String(error.cause));
      throw error;
    });
}

function byKey(live: Settings, clock: Clock): Authenticate {
  const callers = new WeakMap<ApiKey, Caller>(); // so that rights are worked out once, not for each request
  return async (credential) => {
    if (credential === null) throw unauthenticated('no credential');
    const key = findKey(keysOf(live.current()), credential.text);
    if (!key) throw unauthenticated('unknown key');
    const { subject, expiresAt } = key;
    if (expiresAt !== null && expiresAt <= clock.wallNow())
      throw unauthenticated(`expired key of ${subject}`);
    const caller = callers.get(key) ?? toCaller(key, live, clock);
    callers.set(key, caller);
    return caller;
  };
}

/** Before any other moment. */
const LONG_AGO: EpochMs = 0;

/** A key that is taken off the list ends, with all rights, and so does one with an earlier end. */
function toCaller({ subject, sha256 }: ApiKey, live: Settings, clock: Clock): Caller {
  return new LiveCaller(subject, null, clock, live, (settings) => {
    const listed = keysOf(settings).find((it) => it.sha256.equals(sha256) && it.subject === subject);
    if (!listed) return { grants: [], groups: [], tokenGrants: [], until: LONG_AGO };
    const { groups, expiresAt } = listed;
    return {
      grants: grantsOf(policyOf(settings), subject, groups),
      groups,
      tokenGrants: [],
      until: expiresAt,
    };
  });
}

function byToken(
  { jwt }: Extract<AuthSettings, { kind: 'jwt' }>,
  live: Settings,
  clock: Clock,
): Authenticate {
  const verify = createJwtVerifier(jwt);
  const callerOf = createVerifiedTokens(async (token) => {
    const { subject, groups, grants, expiresAt } = await verify(token);
    // jose goes by the machine's clock, which may be set back.
    if (expiresAt <= clock.wallNow()) throw unauthenticated(`expired token of ${subject}`);
    return new LiveCaller(subject, jwt.issuer, clock, live, (settings) => ({
      grants: [...grantsOf(policyOf(settings), subject, groups), ...grants],
      groups,
      tokenGrants: grants,
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
