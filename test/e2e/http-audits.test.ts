import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const AUDITS = serverAudits({ url: () => `${gateway.url}/graphql` });

it.each(AUDITS.map((audit) => ({ ...audit })))('$id $name', async ({ fn }) => {
  const result = await fn();
  if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
});
