import {
  type ModelVersionArn,
  type ProjectArn,
  parseModelVersionArn,
  parseProjectArn,
} from '../../../../src/domain/arn.js';
import { keyOfMetered, METERED_KIND } from '../../../../src/domain/money/metered.js';
import { keyOfInterval, USAGE_KIND } from '../../../../src/domain/money/run-interval.js';
import { TRAINING_KIND } from '../../../../src/domain/money/training.js';
import type { RecordStore } from '../../../../src/records/port.js';
import { costSoFar, usageIn } from '../../../../src/services/money/usage.js';
import { IndexedVersion } from '../../../../src/services/money/usage-index.js';
import type { UsageScope } from '../../../../src/services/money/usage-scope.js';
import { createAutomationStage } from '../../../support/automation-stage.js';
import { createRandom, oneOf } from '../../../support/random.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEPS = 100;

interface Place {
  readonly projectArn: ProjectArn;
  readonly arn: ModelVersionArn;
}

const REGIONS = ['us-east-1', 'eu-west-1', 'xx-none-1'];
const PLACES: readonly Place[] = REGIONS.flatMap((region) =>
  ['cats', 'dogs'].flatMap((name) => {
    const at = `arn:aws:rekognition:${region}:123456789012:project/${name}`;
    const projectArn = parseProjectArn(`${at}/1700000000000`);
    return ['v1', 'v2', 'v3'].map((version) => ({
      projectArn,
      arn: parseModelVersionArn(`${at}/version/${version}/1700000000000`),
    }));
  }),
);
const SCOPES: readonly UsageScope[] = [
  {},
  { accountId: null, region: 'eu-west-1', projectArns: null },
  { projectArns: [0, 9].flatMap((at) => PLACES[at]?.projectArn ?? []) },
  { accountId: '999999999999' },
];

let stage: ReturnType<typeof createAutomationStage>;
beforeEach(() => {
  stage = createAutomationStage();
});
afterEach(() => stage.close());

/** What a recorder or a deletion does to what is written down of one version; also what comes from another clock. */
async function change(records: RecordStore, { arn, projectArn }: Place, now: number, random: () => number) {
  const put = (kind: string, key: string, value: unknown) => records.commit([{ kind, key, value }]);
  const units = { minInferenceUnits: 1 + Math.floor(3 * random()), maxInferenceUnits: null };
  const known = oneOf(
    records.list<object>(USAGE_KIND).filter(({ key }) => key.startsWith(`${arn} `)),
    random,
  );
  const to = now + Math.floor((random() - 0.8) * 10 * MINUTE);
  const act = Math.floor(6 * random());
  if (act === 0 || !known) {
    const from = now - Math.floor(random() * 3 * HOUR);
    const begun = { projectArn, from, to: from, isFromSeen: true, endSeenAt: null, ...units };
    await put(USAGE_KIND, keyOfInterval(arn, from), begun);
  } else if (act === 1) await put(USAGE_KIND, known.key, { ...known.value, to });
  else if (act === 2) await put(USAGE_KIND, known.key, { ...known.value, to, endSeenAt: to + MINUTE });
  else if (act === 3) await put(USAGE_KIND, known.key, null);
  else if (act === 4)
    await put(TRAINING_KIND, arn, { projectArn, endedAt: to + 5 * MINUTE, billedMs: HOUR + 7 });
  else {
    const from = to - 5 * MINUTE;
    const runs = [[from, to, 1.5]];
    const hasNone = !records.list(METERED_KIND).some(({ key }) => key.startsWith(`${arn} `));
    if (hasNone) await put(METERED_KIND, keyOfMetered(arn, { from, to }), { projectArn, from, to, runs });
  }
}

it.each([1, 2, 3])(
  'is what the whole sum is, whatever is written down and however time goes: walk %i',
  async (seed) => {
    const random = createRandom(seed);
    const { clock, services } = stage;
    const prices = {
      ...services.prices,
      byRegion: new Map([
        ['us-east-1', { unitHour: 400_000_000n, trainingHour: 100_000_000n }],
        ['eu-west-1', { unitHour: 123_456_789n, trainingHour: null }],
      ]),
    };
    const priced = { ...services, prices };
    const begin = clock.wallNow() - 12 * HOUR;
    for (let step = 0; step < STEPS; step += 1) {
      await change(services.records, oneOf(PLACES, random) as Place, Math.floor(clock.wallNow()), random);
      for (const scope of SCOPES)
        for (const from of [begin, begin + 11 * HOUR])
          expect([step, costSoFar(priced, scope, from)]).toEqual([
            step,
            usageIn(priced, scope, from, clock.wallNow()).cost,
          ]);
      if (random() < 0.3) await clock.advance(random() * 5 * MINUTE);
    }
  },
);

it('is not summed again for what is over, also while others run', async () => {
  const { clock, services } = stage;
  const [first, ...others] = PLACES as [Place, ...Place[]];
  const from = clock.wallNow() - HOUR;
  const put = ({ arn, projectArn }: Place, to: number, endSeenAt: number | null) =>
    services.records.commit([
      {
        ...{ kind: USAGE_KIND, key: keyOfInterval(arn, from) },
        value: { projectArn, from, to, isFromSeen: true, endSeenAt, minInferenceUnits: 1 },
      },
    ]);
  for (const it of others) await put(it, from + MINUTE, from + MINUTE);
  await put(first, from, null);
  const costs = [costSoFar(services, {}, from)];
  const reads = jest.spyOn(IndexedVersion.prototype, 'closed', 'get');
  await put(first, from + 30 * MINUTE, null);
  costs.push(costSoFar(services, {}, from));
  expect(reads).toHaveBeenCalledTimes(1);
  await put(first, from + 40 * MINUTE, from + 40 * MINUTE);
  costs.push(costSoFar(services, {}, from));
  expect(costs[2]).toEqual(usageIn(services, {}, from, clock.wallNow()).cost);
  expect(new Set(costs.map((it) => it?.amount)).size).toBe(3);
  reads.mockRestore();
});
