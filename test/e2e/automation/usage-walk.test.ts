import {
  RekognitionClient,
  StartProjectVersionCommand,
  StopProjectVersionCommand,
} from '@aws-sdk/client-rekognition';
import { credentialsOf } from '../../support/emulator.js';
import { type Fleet, type Instance, startFleet } from '../../support/fleet.js';
import { createRandom, oneOf } from '../../support/random.js';
import { seedVersions } from '../../support/seed.js';

const START_MS = Date.parse('2027-03-01T00:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** At this speed a start takes five minutes. */
const SPEED = 8 / 300;
const POLL_INTERVAL_MS = 2_000;
/**
 * What others start is seen at the next list of a settled project; what they stop, at that of one with a running version. Each
 * may come a tenth late, and then wait a minute for its turn.
 */
const SEEN_LATE_MS = { start: 6.6 * MINUTE, stop: 3.3 * MINUTE };
/** Every project has been listed. */
const WATCHED_SINCE_MS = START_MS + 7 * MINUTE;
/** Steps of a walk; more of both in a longer test. */
const STEPS = Number(process.env.USAGE_STEPS ?? 6);
const MOST_UNITS = 3;
const WALKS = Number(process.env.USAGE_WALKS ?? 1);

const START = `mutation ($arn: ModelVersionArn!, $units: Int!) {
  startModelVersion(input: {modelVersionArn: $arn, minInferenceUnits: $units}) { userErrors { code } }
}`;
const STOP = `mutation ($arn: ModelVersionArn!) { stopModelVersion(input: {modelVersionArn: $arn}) { userErrors { code } } }`;
const USAGE = `query ($arn: ModelVersionArn!, $from: DateTime!) {
  modelVersion(arn: $arn) { status minInferenceUnits usage(from: $from) { inferenceUnitHours basis } }
}`;

interface Read {
  readonly modelVersion: {
    readonly status: string;
    readonly minInferenceUnits: number | null;
    readonly usage: { readonly inferenceUnitHours: number; readonly basis: string };
  };
}

/** How much less may be counted of a version, in unit-milliseconds. */
class Allowance {
  private readonly ofArn = new Map<string, number>();

  add(arn: string, unitMs: number): void {
    this.ofArn.set(arn, this.of(arn) + unitMs);
  }

  of(arn: string): number {
    return this.ofArn.get(arn) ?? 0;
  }
}

it.each(Array.from({ length: WALKS }, (_, seed) => seed))(
  'usage agrees with the account of the emulator while others start and stop, too, and instances are killed: walk %i',
  async (walk) => {
    const random = createRandom(1_000 + walk);
    const seed = await seedVersions(2, 2, ['us-east-1'], () => START_MS - HOUR);
    const arns = [...seed.versions.values()].flat();
    const fleet = await startFleet({
      startMs: START_MS,
      speed: SPEED,
      runningModels: 10,
      data: seed.file,
      random,
    });
    const aws = new RekognitionClient({
      endpoint: fleet.emulator.url,
      region: 'us-east-1',
      credentials: credentialsOf('123456789012'),
    });
    const instances = [await fleet.join(), await fleet.join()];
    await fleet.time.advance(WATCHED_SINCE_MS - fleet.time.now());
    const allowed = new Allowance();
    for (let step = 0; step < STEPS; step += 1) {
      await act(fleet, aws, instances, oneOf(arns, random) ?? '', random, allowed);
      await fleet.time.advance((0.1 + 0.9 * random()) * 30 * MINUTE);
    }
    await fleet.time.advance(10 * MINUTE);
    const alive = instances.find(({ life }) => life.isAlive) as Instance;
    for (const arn of arns) {
      const from = new Date(WATCHED_SINCE_MS).toISOString();
      const { modelVersion } = await alive.run<Read>(USAGE, { arn, from });
      // Not before: a query may wait for AWS's answer, and what runs goes on meanwhile.
      const truth = await truthOf(fleet);
      const counted = Math.round(modelVersion.usage.inferenceUnitHours * HOUR);
      const { unitMs, units } = truth.get(arn) ?? { unitMs: 0, units: 0 };
      const underWay = modelVersion.status === 'RUNNING' ? units * SEEN_LATE_MS.stop : 0;
      expect(modelVersion.usage.basis).toBe('OBSERVED');
      expect(counted).toBeLessThanOrEqual(unitMs);
      expect(counted).toBeGreaterThanOrEqual(unitMs - allowed.of(arn) - underWay);
    }
    aws.destroy();
    await fleet.close();
  },
  30_000 * Math.max(6, STEPS),
);

/** A start or a stop, through a gateway or elsewhere; or an instance dies, and another one comes. */
async function act(
  { time, join }: Fleet,
  aws: RekognitionClient,
  instances: Instance[],
  arn: string,
  random: () => number,
  allowed: Allowance,
): Promise<void> {
  const alive = instances.filter(({ life }) => life.isAlive);
  if (random() < 0.15) {
    oneOf(alive, random)?.life.end();
    instances.push(await join());
    return;
  }
  const gateway = oneOf(alive, random) as Instance;
  const { modelVersion } = await gateway.run<Read>(USAGE, {
    arn,
    from: new Date(WATCHED_SINCE_MS).toISOString(),
  });
  const isElsewhere = random() < 0.5;
  if (modelVersion.status === 'RUNNING') {
    const units = modelVersion.minInferenceUnits ?? 1;
    allowed.add(arn, units * (isElsewhere ? SEEN_LATE_MS.stop : POLL_INTERVAL_MS + SECOND));
    if (isElsewhere)
      await time.real(() => aws.send(new StopProjectVersionCommand({ ProjectVersionArn: arn })));
    else await gateway.run(STOP, { arn });
  } else if (modelVersion.status === 'STOPPED' || modelVersion.status === 'TRAINING_COMPLETED') {
    const units = 1 + Math.floor(MOST_UNITS * random());
    allowed.add(arn, units * (isElsewhere ? SEEN_LATE_MS.start : POLL_INTERVAL_MS + SECOND));
    if (isElsewhere)
      await time.real(() =>
        aws.send(new StartProjectVersionCommand({ ProjectVersionArn: arn, MinInferenceUnits: units })),
      );
    else await gateway.run(START, { arn, units });
  }
}

/** The emulator's own account. */
async function truthOf({ emulator }: Fleet): Promise<Map<string, { unitMs: number; units: number }>> {
  const response = await fetch(`${emulator.url}/_emulator/usage`);
  const { versions } = (await response.json()) as {
    versions: { versionArn: string; runs: { fromMs: number; toMs: number; units: number }[] }[];
  };
  return new Map(
    versions.map(({ versionArn, runs }) => [
      versionArn,
      {
        unitMs: runs.reduce((sum, { fromMs, toMs, units }) => sum + (toMs - fromMs) * units, 0),
        units: runs.at(-1)?.units ?? 0,
      },
    ]),
  );
}
