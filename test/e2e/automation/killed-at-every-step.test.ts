import type { GatewayEvent } from '../../../src/domain/gateway-event.js';
import { LEASE_MS } from '../../../src/leases/leases.js';
import { EVENT_KIND } from '../../../src/services/outbox.js';
import { type Instance, startFleet } from '../../support/fleet.js';
import { type Seed, seedVersions } from '../../support/seed.js';

const START_MS = Date.parse('2027-03-01T00:00:00Z');
/** At this speed a start takes five minutes. */
const SPEED = 8 / 300;
const START = `mutation ($arn: ModelVersionArn!) {
  startModelVersion(input: {modelVersionArn: $arn, minInferenceUnits: 1, stopAfter: "PT1H"}) { userErrors { code } }
}`;

const SHOW = 'query ($arn: ModelVersionArn!) { modelVersion(arn: $arn) { status } }';

let seed: Seed;
beforeAll(async () => {
  seed = await seedVersions(1, 1);
});

/**
 * A model is to stop after an hour; just before, the instance that would do it gets so many steps to live, or until AWS has accepted
 * the stop.
 */
async function stopsOf(steps: number | 'accepted') {
  let holder: Instance | undefined;
  const fleet = await startFleet({
    ...{ startMs: START_MS, speed: SPEED, runningModels: 2, data: seed.file },
    onRequest: ({ operation }) => {
      if (steps === 'accepted' && operation === 'StopProjectVersion') holder?.life.end();
    },
  });
  const [arn] = [...seed.versions.values()].flat();
  const instances = [await fleet.join(), await fleet.join()];
  await instances[0]?.run(START, { arn });
  const told: string[] = [];
  fleet.records.subscribe(EVENT_KIND, (key) => {
    const event = fleet.records.get<GatewayEvent>(EVENT_KIND, key)?.value;
    if (event) told.push(event.kind);
  });
  const dueMs = START_MS + 65 * 60_000;
  await fleet.time.advance(dueMs - 500 - fleet.time.now());
  holder = instances.find((it) => it.isHolder());
  if (steps !== 'accepted') holder?.life.endAfter(steps);
  await fleet.time.advance(1_500);
  // Somebody looks before another instance has the lease.
  if (steps === 'accepted') await instances.find(({ life }) => life.isAlive)?.run(SHOW, { arn });
  await fleet.time.advance(5 * 60_000);
  await fleet.close();
  const isKilled = holder?.life.isAlive === false;
  const stops = fleet.sent.filter((it) => it.operation === 'StopProjectVersion' && !it.isRefused);
  return { isKilled, told, lateMs: stops.map(({ atMs }) => atMs - dueMs) };
}

/** Until another instance has the lease, and has looked. */
const TAKEOVER_MS = LEASE_MS * 1.25 + 2_000;

it.each([0, 1, 2, 3, 5, 8, 'accepted'] as const)(
  'a stop is sent once and in time though its instance is killed: %s steps later, or once AWS has accepted it',
  async (steps) => {
    const { isKilled, told, lateMs } = await stopsOf(steps);
    expect(isKilled).toBe(true);
    expect(lateMs).toHaveLength(1);
    expect(lateMs[0]).toBeGreaterThanOrEqual(0);
    expect(lateMs[0]).toBeLessThan(TAKEOVER_MS);
    expect(told).toEqual([]); // it was done, by whichever instance: nothing was skipped
  },
);
