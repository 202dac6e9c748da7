import { fuzz } from './fuzz.js';

/** `npm run fuzz` takes two minutes; without it, so many cases, the same ones each time. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);
const CASES = 640;
const SEED = Number(process.env.FUZZ_SEED ?? (SECONDS > 0 ? Date.now() % 2 ** 31 : 20_261_121));

it(
  `whatever comes over the wire is answered, and nothing of the inside gets out (FUZZ_SEED=${SEED})`,
  async () => {
    const until = Date.now() + SECONDS * 1_000;
    const { cases, findings } = await fuzz(SEED, (count) => count >= CASES && Date.now() >= until);
    expect(findings.map(({ what, given }) => `${what} ${JSON.stringify(given).slice(0, 2_000)}`)).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(CASES);
  },
  120_000 + SECONDS * 1_000,
);
