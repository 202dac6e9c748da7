import { AUDIENCE, ISSUER, startIssuer } from '../support/issuer.js';

/** Somebody with a token, for a gateway that asks for one. */
export interface TokenHolder {
  /** Settings of a gateway in which the token may read everything, as often as it likes. */
  readonly env: Readonly<Record<string, string>>;
  /** What to send with every request, for an hour. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the issuer, which runs in this process: the gateway asks it for keys every ten minutes. */
  close(): Promise<void>;
}

/** The most that the setting takes: the bench has one subject, and each request is still counted. */
const REQUESTS_PER_MINUTE = '999999999';

/** An issuer on loopback with a key of 2,048 bits, and a token that it signed. */
export async function startTokenHolder(): Promise<TokenHolder> {
  const issuer = await startIssuer();
  return {
    env: {
      AUTH: 'jwt',
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
      JWT_JWKS_URL: issuer.jwksUrl,
      GRANTS: JSON.stringify([{ to: ['reader'], role: 'viewer', projects: ['*'] }]),
      REQUESTS_PER_MINUTE,
    },
    headers: { authorization: `Bearer ${await issuer.sign({ sub: 'reader' })}` },
    close: issuer.close,
  };
}
