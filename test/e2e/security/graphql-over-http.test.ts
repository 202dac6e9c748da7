import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from '../../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Every audit that the reference implementation of GraphQL over HTTP has. */
const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

it.each(audits.map((it) => [`${it.id} ${it.name}`, it] as const))('%s', async (_name, audit) => {
  const result = await audit.fn();
  expect([result.status, 'reason' in result ? result.reason : null]).toEqual(['ok', null]);
});
