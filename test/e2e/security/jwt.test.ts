import { once } from 'node:events';
import { connect } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { ask, bearer, FOLLOW } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { AUDIENCE, ISSUER, type Issuer, startIssuer } from '../../support/issuer.js';
import { readMetrics } from '../../support/metrics.js';
import { until } from '../../support/until.js';
import { ALWAYS_FRESH } from '../demo.js';

const NAMES = '{ projects { nodes { name } } }';
const FOLLOW_ALL = 'subscription { modelVersionStatusChanged(includeCurrent: true) { status } }';
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

let issuer: Issuer;
let gateway: TestGateway;
const settingsOf = (jwksUrl: string) => ({
  ...ALWAYS_FRESH,
  AUTH: 'jwt',
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
  JWT_JWKS_URL: jwksUrl,
  JWT_CLOCK_SKEW_SECONDS: '5',
  JWT_GRANTS_CLAIM: 'custom_labels',
  GRANTS: JSON.stringify([
    { to: ['ann'], role: 'viewer', projects: ['*'] },
    { to: ['group:boards'], role: 'viewer', projects: ['arn:aws:rekognition:*:*:project/circuit-boards'] },
  ]),
});

beforeAll(async () => {
  issuer = await startIssuer();
  gateway = await startGateway(settingsOf(issuer.jwksUrl));
});
afterAll(async () => {
  await gateway.close();
  await issuer.close();
});

async function namesSeenWith(token: string): Promise<string[]> {
  const { data } = await ask<{ projects: { nodes: { name: string }[] } }>(gateway, bearer(token), NAMES);
  return data?.projects.nodes.map((it) => it.name) ?? [];
}

describe('tokens that count', () => {
  it('give what the policy gives to their subject', async () => {
    expect(await namesSeenWith(await issuer.sign())).toContain('shelf-gaps');
  });

  it('give what the policy gives to their groups, and nothing else', async () => {
    const token = await issuer.sign({ sub: 'ben', groups: ['boards'] });
    expect(await namesSeenWith(token)).toEqual(['circuit-boards']);
  });

  it('give what their own claim grants', async () => {
    const projects = ['arn:aws:rekognition:us-east-1:123456789012:project/shelf-*'];
    const token = await issuer.sign({ sub: 'eve', custom_labels: [{ role: 'viewer', projects }] });
    expect(await namesSeenWith(token)).toEqual(['shelf-gaps']);
  });

  it('give nothing by default, nor by a claim that is not of the form', async () => {
    expect(await namesSeenWith(await issuer.sign({ sub: 'eve' }))).toEqual([]);
    const misspelt = { role: 'viewer', projects: ['*'], tag: { team: 'quality' } };
    const claims = [
      ...[
        { role: 'admin', projects: ['*'] },
        { role: 'viewer', projects: ['(.*)'] },
      ],
      ...[misspelt, 'owner'],
    ];
    expect(await namesSeenWith(await issuer.sign({ sub: 'eve', custom_labels: claims }))).toEqual([]);
  });

  it('are no groups and no other caller by the name of their subject', async () => {
    expect(await namesSeenWith(await issuer.sign({ sub: 'group:boards' }))).toEqual([]);
  });

  it('may be late by the clock skew', async () => {
    expect(await namesSeenWith(await issuer.sign({ exp: inSeconds(-2) }))).not.toEqual([]);
  });
});

describe('tokens that do not count', () => {
  const BAD: Record<string, () => Promise<string>> = {
    'not signed at all': async () =>
      new UnsecuredJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: inSeconds(60) }).encode(),
    expired: () => issuer.sign({ exp: inSeconds(-60) }),
    'without an end': () => issuer.sign({ exp: undefined as never }),
    'not valid yet': () => issuer.sign({ nbf: inSeconds(600) }),
    'of another issuer': () => issuer.sign({ iss: 'https://evil.example.com' }),
    'for another audience': () => issuer.sign({ aud: 'something-else' }),
    'of nobody': () => issuer.sign({ sub: '' }),
    'signed with a key of somebody else': async () => {
      const { privateKey } = await generateKeyPair('RS256');
      return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: inSeconds(60) })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(privateKey);
    },
    'signed by another algorithm than the pinned': async () => {
      const { privateKey } = await generateKeyPair('ES256');
      return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: inSeconds(60) })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .sign(privateKey);
    },
    'signed with the public key as if it were a secret': async () => {
      const { keys } = (await (await fetch(issuer.jwksUrl)).json()) as { keys: object[] };
      return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: inSeconds(60) })
        .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
        .sign(new TextEncoder().encode(JSON.stringify(keys[0])));
    },
    'with a key of their own in the header': async () => {
      const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
      return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: inSeconds(60) })
        .setProtectedHeader({ alg: 'RS256', jwk: await exportJWK(publicKey) })
        .sign(privateKey);
    },
    'cut short': async () => (await issuer.sign()).slice(0, -10),
    'no token': async () => 'a.b.c',
  };

  it.each(Object.entries(BAD))('%s: 401 on HTTP and SSE, 4403 on WebSocket', async (_name, make) => {
    const headers = bearer(await make());
    expect(await ask(gateway, headers, NAMES)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await FOLLOW.SSE(gateway, headers, FOLLOW_ALL).ended).toMatchObject({ response: { status: 401 } });
    expect(await FOLLOW.WebSocket(gateway, headers, FOLLOW_ALL).ended).toMatchObject({ code: 4403 });
  });

  it('a good token as x-api-key is none', async () => {
    expect((await ask(gateway, { 'x-api-key': await issuer.sign() }, NAMES)).status).toBe(401);
  });
});

describe('a token that ends', () => {
  it('ends the WebSocket that it opened, in a way that clients come back from', async () => {
    const token = await issuer.sign({ exp: inSeconds(-1) }); // the skew is left
    const stream = FOLLOW.WebSocket(gateway, bearer(token), FOLLOW_ALL);
    await stream.until((events) => events.length > 0);
    expect(await stream.ended).toMatchObject({ code: 4403, reason: 'Forbidden' });
  });

  it('ends the event stream that it opened, without saying that it is complete', async () => {
    const token = await issuer.sign({ exp: inSeconds(-1) });
    const response = await fetch(
      `${gateway.url}/graphql/stream?query=${encodeURIComponent('subscription { modelVersionStatusChanged { status } }')}`,
      { headers: { accept: 'text/event-stream', ...bearer(token) } },
    );
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('event: complete');
  });
});

it('event streams keep no places if their clients go while the tokens are checked', async () => {
  const headers = bearer(await issuer.sign());
  const query = encodeURIComponent('subscription { modelVersionStatusChanged { status } }');
  const { port } = new URL(gateway.url);
  const lines = [
    `GET /graphql/stream?query=${query} HTTP/1.1`,
    'host: localhost',
    'accept: text/event-stream',
  ];
  const text = [...lines, `authorization: ${headers.authorization}`, '', ''].join('\r\n');
  for (let i = 0; i < 50; i++) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(text, () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  await until(async () => (await readMetrics(gateway.url)).get('gateway_subscribers{transport="sse"}') === 0);
});

describe('the keys of the issuer', () => {
  it('are loaded once for many requests, and again for a key that is new', async () => {
    const before = issuer.asked();
    await Promise.all(Array.from({ length: 20 }, async () => namesSeenWith(await issuer.sign())));
    expect(issuer.asked()).toBe(before);
  });

  it('are found again after a rotation', async () => {
    const other = await startIssuer();
    const fresh = await startGateway(settingsOf(other.jwksUrl));
    const before = await other.sign();
    await other.rotate('k2', true);
    const token = await other.sign();
    expect((await ask(fresh, bearer(token), NAMES)).status).toBe(200);
    expect((await ask(fresh, bearer(before), NAMES)).status).toBe(401); // its key is withdrawn
    await fresh.close();
    await other.close();
  });

  it('that cannot be loaded let no caller in, and the answer has when to come back', async () => {
    const gone = await startIssuer();
    const token = await gone.sign();
    await gone.close();
    const alone = await startGateway(settingsOf(gone.jwksUrl));
    const { status, errors } = await ask(alone, bearer(token), NAMES);
    expect(status).toBe(503);
    expect(errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_UNAVAILABLE', retryAfterMs: 5_000 });
    await alone.close();
  });
});
