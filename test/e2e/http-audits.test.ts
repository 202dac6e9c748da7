import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const FORM_LIKE =
  'A GET without a header that makes a browser ask first is what a page of another site can send: it is refused (CSRF). The specification allows it, and demands nothing.';

/** Audits that do not pass, and why not. All are of the kind MAY. */
const NOT_HERE: Readonly<Record<string, string>> = { '5A70': FORM_LIKE, D6D5: FORM_LIKE, '6A70': FORM_LIKE };

const AUDITS = serverAudits({ url: () => `${gateway.url}/graphql` }).map(({ id, name, fn }) => ({
  id,
  name,
  fn,
}));

it('there are sixty audits and more, those that do not pass here among them', () => {
  expect(AUDITS.length).toBeGreaterThanOrEqual(60);
  expect(AUDITS.map((it) => it.id)).toEqual(expect.arrayContaining(Object.keys(NOT_HERE)));
});

it.each(AUDITS)('$id $name', async ({ id, name, fn }) => {
  const result = await fn();
  if (NOT_HERE[id]) {
    expect(name).toContain('MAY');
    expect(result).toMatchObject({ status: 'notice', response: { status: 400 } });
  } else if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
});
