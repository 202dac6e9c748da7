import { LEASE_MS } from '../../../src/leases/leases.js';
import { startFleet } from '../../support/fleet.js';
import { type Seed, seedVersions } from '../../support/seed.js';

/** A Monday. */
const START_MS = Date.parse('2027-03-01T07:15:00Z');
const MINUTE = 60_000;
/** At this speed a start takes five minutes. */
const SPEED = 8 / 300;
/** No start was seen before: half an hour ahead of the window. */
const DUE = { StartProjectVersion: START_MS + 15 * MINUTE, StopProjectVersion: START_MS + 85 * MINUTE };
const PUT = `mutation ($projectArn: ProjectArn!, $arn: ModelVersionArn!) {
  putSchedule(input: {
    projectArn: $projectArn, name: "mornings", modelVersionArn: $arn
    windows: ["MON 09:00-09:40"], timeZone: "Europe/Berlin", minInferenceUnits: 1
  }) { userErrors { code } }
}`;

let seed: Seed;
beforeAll(async () => {
  seed = await seedVersions(1, 1);
});

/** Half a second before an edge, the one of three instances that would act gets so many steps to live. */
async function runOf(edge: keyof typeof DUE, steps: number) {
  const fleet = await startFleet({ startMs: START_MS, speed: SPEED, runningModels: 2, data: seed.file });
  const [[projectArn, [arn] = []] = []] = [...seed.versions];
  const instances = [await fleet.join(), await fleet.join(), await fleet.join()];
  await instances[0]?.run(PUT, { projectArn, arn });
  await fleet.time.advance(DUE[edge] - 500 - fleet.time.now());
  const holder = instances.find((it) => it.isHolder());
  holder?.life.endAfter(steps);
  await fleet.time.advance(DUE.StopProjectVersion + 10 * MINUTE - fleet.time.now());
  const next = instances.find((it) => it.life.isAlive);
  const { schedules } = await (next?.run<Shown>('{ schedules { nodes { lastRun { kind outcome } } } }') ??
    Promise.reject(new Error('All are dead.')));
  await fleet.close();
  return {
    isKilled: holder?.life.isAlive === false,
    late: fleet.sent.map(({ operation, atMs, isRefused }) => ({
      operation,
      isRefused,
      ms: atMs - DUE[operation as keyof typeof DUE],
    })),
    lastRun: schedules.nodes[0]?.lastRun,
  };
}

interface Shown {
  readonly schedules: { readonly nodes: readonly { readonly lastRun: object | null }[] };
}

/** Until another instance has the lease, and has looked. */
const TAKEOVER_MS = LEASE_MS * 1.25 + 2_000;

describe.each(['StartProjectVersion', 'StopProjectVersion'] as const)('%s of a schedule', (edge) => {
  it.each([1, 3, 7])(
    'is sent once and in time though its instance is killed %i steps later',
    async (steps) => {
      const { isKilled, late, lastRun } = await runOf(edge, steps);
      expect(isKilled).toBe(true);
      expect(late.map(({ operation, isRefused }) => [operation, isRefused])).toEqual([
        ['StartProjectVersion', false],
        ['StopProjectVersion', false],
      ]);
      for (const { operation, ms } of late) {
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(operation === edge ? TAKEOVER_MS : 5_000);
      }
      expect(lastRun).toMatchObject({ kind: 'STOP' });
    },
  );
});
