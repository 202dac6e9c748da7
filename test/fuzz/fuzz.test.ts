import { fuzz } from './fuzz.js';

const CASES = 640;

it('whatever comes over the wire is answered, and nothing of the inside gets out', async () => {
  const { cases, findings } = await fuzz(20_261_121, (count) => count >= CASES);
  expect(findings.map(({ what, given }) => `${what} ${JSON.stringify(given).slice(0, 2_000)}`)).toEqual([]);
  expect(cases).toBe(CASES);
}, 120_000);
