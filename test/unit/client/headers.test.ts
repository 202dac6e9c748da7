import { createClient, ListProjectsDocument } from '../../../src/client/index.js';

const noGateway = () => Promise.reject(new Error('nothing is sent'));

it.each([
  ['a token', { token: 'secret\nof two lines' }, 'authorization'],
  ['a token beyond Latin-1', { token: 'secret“' }, 'authorization'],
  ['a header', { headers: { 'x-api-key': 'secret\u0000' } }, 'x-api-key'],
  ['a name of a header', { headers: { 'x api key': 'secret' } }, 'x api key'],
])('%s that cannot be sent is refused at once, and is not told', async (_what, options, name) => {
  const client = createClient({ url: 'http://127.0.0.1:1', fetch: noGateway, ...options });
  const error = await client.query(ListProjectsDocument, {}).catch((it: unknown) => it);
  expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(name) });
  expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toContain('secret');
});
