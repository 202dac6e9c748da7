import { ATTACKS, holdOpen } from '../../support/attacks.js';
import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

/** What an attack may be answered: refusals, a closed connection (0), the codes of closed sockets, 1 for a message. */
const CIVIL = [0, 1, 200, 400, 401, 403, 404, 405, 406, 413, 415, 421, 429, 431];
const CLOSED = [1002, 1003, 1006, 1007, 1008, 1009, 4400, 4403, 4429];
const DEADLINE_MS = 20_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    AUTH: 'api-key',
    API_KEYS: apiKeys(['ann', 'mallory']),
    GRANTS: '[{"to": ["*"], "role": "viewer", "projects": ["*"]}]',
    REQUESTS_PER_MINUTE: '100000',
  });
});
afterAll(() => gateway.close());

async function expectService(): Promise<void> {
  const { data } = await ask(gateway, bearer(keyOf('ann')), '{ projects { totalCount } }');
  expect(data).toMatchObject({ projects: { totalCount: expect.any(Number) } });
}

/** Rejects if it takes longer than anything may. */
function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('unanswered')), DEADLINE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

it.each(Object.entries(ATTACKS))(
  '%s, ten times at once, is answered and hurts nobody',
  async (_name, attack) => {
    const target = { url: gateway.url, authorization: `Bearer ${keyOf('mallory')}` };
    const codes = await inTime(Promise.all(Array.from({ length: 10 }, () => attack(target))));
    for (const code of codes) expect([...CIVIL, ...CLOSED]).toContain(code);
    await expectService();
  },
);

it.each(['a deep document', 'a batch', 'an id of another kind', 'introspection', 'aliases'])(
  '%s of a stranger is refused for its credentials',
  async (name) => {
    const attack = ATTACKS[name];
    expect(await attack?.({ url: gateway.url, authorization: '' })).toBe(401);
  },
);

it('requests that never end keep nobody from being answered', async () => {
  const target = { url: gateway.url, authorization: `Bearer ${keyOf('mallory')}` };
  const holds = Array.from({ length: 100 }, () => holdOpen(target));
  for (let i = 0; i < 10; i++) await inTime(expectService());
  for (const letGo of holds) letGo();
});
