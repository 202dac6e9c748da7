import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface Issuer {
  /** Where its public keys are. */
  readonly jwksUrl: string;
  /** How often they were asked for. */
  readonly asked: () => number;
  /** A new key signs from now on, under this id; the ones before are still published unless dropped. */
  rotate(kid: string, dropOthers?: boolean): Promise<void>;
  /** A token of `ann` that lasts an hour, unless `claims` say otherwise. */
  sign(claims?: JWTPayload): Promise<string>;
  readonly key: () => CryptoKey;
  close(): Promise<void>;
}

export const ISSUER = 'https://issuer.example.com';
export const AUDIENCE = 'custom-labels';

/** An identity provider: signs tokens and publishes its keys. */
export async function startIssuer(): Promise<Issuer> {
  let keys: object[] = [];
  let current: { kid: string; privateKey: CryptoKey };
  let asked = 0;

  async function rotate(kid: string, dropOthers = false): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
    keys = dropOthers ? [jwk] : [...keys, jwk];
    current = { kid, privateKey };
  }

  await rotate('k1');
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    asked: () => asked,
    rotate,
    sign: (claims = {}) =>
      new SignJWT({
        iss: ISSUER,
        aud: AUDIENCE,
        sub: 'ann',
        exp: Math.floor(Date.now() / 1_000) + 3_600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: current.kid })
        .sign(current.privateKey),
    key: () => current.privateKey,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
