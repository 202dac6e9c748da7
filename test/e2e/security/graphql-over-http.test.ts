import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from '../../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/**
 * Every audit that the reference implementation of GraphQL over HTTP has. Three of them send a GET as any page can make
 * a browser send one; those are refused here, so all come with a header that only a program can send.
 */
const audits = serverAudits({
  url: () => `${gateway.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...init.headers, 'apollo-require-preflight': 'audit' } }),
});

it.each(audits.map((it) => [`${it.id} ${it.name}`, it] as const))('%s', async (_name, audit) => {
  const result = await audit.fn();
  expect([result.status, 'reason' in result ? result.reason : null]).toEqual(['ok', null]);
});
