import type { JWTPayload, JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { GatewayError } from '../../domain/errors.js';
import type { Grant } from '../../domain/grant.js';
import type { EpochMs } from '../../domain/model.js';
import { parseGrant } from './policy.js';
import { mistakeInSubject, typeOf } from './subject.js';
import { unauthenticated } from './unauthenticated.js';

export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: URL;
  /** Signatures by other algorithms do not count, whatever the token says of itself. */
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  /** Which claim lists the subject's groups. */
  readonly groupsClaim: string;
  /** Which claim holds grants of the token's own; null: none does. */
  readonly grantsClaim: string | null;
}

/** What a good token says. */
export interface Claims {
  readonly subject: string;
  readonly groups: readonly string[];
  readonly grants: readonly Grant[];
  readonly expiresAt: EpochMs;
}

/** Keys are loaded again after this, and at once when a token names one that is not known. */
const JWKS_MAX_AGE_MS = 600_000;
/** But not more often than this, or strangers could make us load them all day. */
const JWKS_COOLDOWN_MS = 30_000;
const JWKS_TIMEOUT_MS = 5_000;

/** jose's errors for a token that does not count; any other error means that it cannot be verified now. */
const TOKEN_FAULT = /^ERR_(JWT_|JWS_|JOSE_ALG|JOSE_NOT|JWKS_NO_MATCHING|JWKS_MULTIPLE)/;

/** jose comes as an ES module alone, hence the import when it is first needed. */
export function createJwtVerifier(settings: JwtSettings): (token: string) => Promise<Claims> {
  let keys: JWTVerifyGetKey | undefined;

  async function verify(token: string): Promise<JWTPayload> {
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    keys ??= createRemoteJWKSet(settings.jwksUrl, {
      cacheMaxAge: JWKS_MAX_AGE_MS,
      cooldownDuration: JWKS_COOLDOWN_MS,
      timeoutDuration: JWKS_TIMEOUT_MS,
    });
    const { issuer, audience, algorithms, clockSkewSeconds: clockTolerance } = settings;
    const requiredClaims = ['sub', 'exp'];
    const options = { issuer, audience, algorithms: [...algorithms], clockTolerance, requiredClaims };
    return (await jwtVerify(token, keys, options)).payload;
  }

  return async (token) => {
    const claims = await verify(token).catch((error: unknown) => {
      throw toFailure(error);
    });
    return readClaims(claims, settings);
  };
}

function toFailure(error: unknown): GatewayError {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  if (TOKEN_FAULT.test(code)) return unauthenticated(`${code} ${message}`);
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'Credentials cannot be checked now. Try again later.', {
    retryAfterMs: 5_000,
    cause: error,
  });
}

/**
 * Every claim that is read has the type that it should have: a list that is read as a text, or the other way round,
 * would be somebody else's name or group.
 * @throws GatewayError UNAUTHENTICATED; its cause names the claim
 */
function readClaims(claims: JWTPayload, settings: JwtSettings): Claims {
  const { groupsClaim, grantsClaim, clockSkewSeconds } = settings;
  const { sub: subject, exp = Number.NaN } = claims;
  const mistake = mistakeInSubject(subject);
  if (subject === undefined || mistake !== null) throw wrongClaim('sub', mistake ?? 'missing');
  if (!Number.isFinite(exp)) throw wrongClaim('exp', 'expected a finite number');
  const groups = listOf(claims, groupsClaim, 'string') as string[];
  const own = grantsClaim === null ? [] : listOf(claims, grantsClaim, 'object');
  const grants = own.flatMap((it) => parseGrant(it) ?? []);
  return { subject, groups, grants, expiresAt: (exp + clockSkewSeconds) * 1_000 };
}

/** None if the claim is missing. */
function listOf(claims: JWTPayload, name: string, type: 'string' | 'object'): readonly unknown[] {
  const claim = claims[name];
  if (claim === undefined) return [];
  if (!Array.isArray(claim)) throw wrongClaim(name, `expected an array, not ${typeOf(claim)}`);
  const odd = claim.find((it) => typeOf(it) !== type);
  if (odd !== undefined) throw wrongClaim(name, `expected an array of ${type}s, not of ${typeOf(odd)}`);
  return claim;
}

function wrongClaim(name: string, mistake: string): GatewayError {
  return unauthenticated(`claim ${name}: ${mistake}`);
}
