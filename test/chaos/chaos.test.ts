import { runChaos } from './chaos.js';

/** Shared by both runs. */
const SECONDS = Number(process.env.CHAOS_SECONDS ?? 30);
const SEED = Number(process.env.CHAOS_SEED ?? 14);

describe('three instances on one Redis that is disturbed in every way', () => {
  it.each([
    ['with persistence', true],
    ['without persistence', false],
  ])(
    '%s lose, double and take back nothing, act once and never call failed what is done',
    async (name, isDurable) => {
      const told: string[] = [];
      const onDisturbance = (what: string, instance: string) => void told.push(`${what} ${instance}`);
      const seed = isDurable ? SEED : SEED + 1;
      const counts = await runChaos({ seed, seconds: SECONDS / 2, isDurable, onDisturbance });
      process.stdout.write(`chaos ${name}, seed ${seed}: ${counts}\n  ${told.join(', ')}\n`);
      expect(counts).toMatchObject({
        ...{ actedTwice: 0, failedThoughDone: 0, doneThoughNot: 0, gaveUp: 0 },
        ...{ lost: 0, doubled: 0, backInTime: 0 },
      });
      expect(Math.min(counts.done, counts.events, counts.reads)).toBeGreaterThan(0);
    },
    SECONDS * 1_000 + 240_000,
  );
});
