import { createLog } from '../../../src/log.js';
import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH } from '../demo.js';

const MEGABYTE = 1_000_000;

it('neither a caller without grants nor strangers make the log grow by more than a megabyte a minute', async () => {
  let bytes = 0;
  const log = createLog('info', {
    write(line) {
      bytes += line.length;
    },
  });
  const settings = {
    ...ALWAYS_FRESH,
    AUTH: 'api-key',
    API_KEYS: apiKeys(['eve']),
    GRANTS: '[]',
    REQUESTS_PER_MINUTE: '100000',
  };
  const gateway = await startGateway(settings, undefined, log);
  const name = 'n'.repeat(20_000);
  const query = `query ${name} { ${Array.from({ length: 50 }, (_, i) => `a${i}: node(id: "x") { id }`).join(' ')} }`;
  const begunAt = Date.now();
  /** Minutes of the limit that have begun: under load the requests take more than one. */
  const minutes = () => 1 + Math.floor((Date.now() - begunAt) / 60_000);
  const headers = { ...bearer(keyOf('eve')), 'x-request-id': 'r'.repeat(128) };
  for (let i = 0; i < 100; i++) await ask(gateway, headers, query);
  expect(bytes / 100).toBeLessThan(800);
  const before = bytes;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let i = 0; i < 150; i++) await ask(gateway, headers, '{ eventCursor }');
    }),
  );
  expect(bytes).toBeLessThan((MEGABYTE / 2) * minutes() + 50_000);
  expect(bytes).toBeGreaterThan(before);
  const strangers = bytes;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let i = 0; i < 400; i++) await ask(gateway, bearer('nobody'), '{ eventCursor }');
    }),
  );
  expect(bytes - strangers).toBeLessThan(MEGABYTE * minutes());
  await gateway.close();
});
