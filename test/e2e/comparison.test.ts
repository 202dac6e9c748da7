import { CompareModelsDocument, type CompareModelsQuery } from '../../schema/generated/operations.js';
import { createClient, CompareModelsDocument as InTheClient } from '../../src/client/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ACCOUNTS, ALWAYS_FRESH, PARTNER_EU, versionArnOf } from './demo.js';

type Comparison = NonNullable<CompareModelsQuery['compareModelVersions'][number]>;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...ALWAYS_FRESH, ACCOUNTS, EMULATOR_SPEED: '0.01' });
});
afterAll(() => gateway.close());

async function compare(base: string, ...others: string[]) {
  const { compareModelVersions } = await gateway.run(CompareModelsDocument, { base, with: others });
  return compareModelVersions;
}

async function compareTwo(base: string, other: string): Promise<Comparison> {
  const [comparison] = await compare(base, other);
  if (!comparison) throw new Error(`${base} and ${other} are not both there.`);
  return comparison;
}

const REPORT = `query ($arn: ModelVersionArn!) {
  modelVersion(arn: $arn) {
    evaluationResult { f1Score report { precision recall labels { label f1Score } confusionMatrix { groundTruthLabel predictedLabel value } } }
  }
}`;

interface Report {
  readonly precision: number;
  readonly recall: number;
  readonly labels: readonly { readonly label: string; readonly f1Score: number }[];
  readonly confusionMatrix: readonly { groundTruthLabel: string; predictedLabel: string; value: number }[];
}

async function reportOf(arn: string): Promise<Report & { f1Score: number }> {
  const { data } = await gateway.query<{
    modelVersion: { evaluationResult: { f1Score: number; report: Report } };
  }>(REPORT, { arn });
  if (!data) throw new Error(`There is no report of ${arn}.`);
  const { f1Score, report } = data.modelVersion.evaluationResult;
  return { ...report, f1Score };
}

const mean = (values: readonly number[]) => values.reduce((sum, it) => sum + it, 0) / values.length;

describe('two versions side by side', () => {
  it.each([
    ['circuit-boards', 'v3', 'v4'],
    ['circuit-boards', 'v4', 'v1'],
    ['crop-health', '2026-harvest.2', '2026-harvest.3'],
  ])('of %s, %s and %s, differ as their own reports do', async (project, baseName, otherName) => {
    const [baseArn, otherArn] = [
      await versionArnOf(gateway, project, baseName),
      await versionArnOf(gateway, project, otherName),
    ];
    const [base, other, told] = [
      await reportOf(baseArn),
      await reportOf(otherArn),
      await compareTwo(baseArn, otherArn),
    ];
    const { evaluationResult } = told.modelVersion;
    expect(told.modelVersion).toMatchObject({ arn: otherArn, name: otherName });
    expect(evaluationResult?.f1Score).toBe(other.f1Score);
    for (const name of ['f1Score', 'precision', 'recall'] as const)
      expect(told[`${name}Change`]).toBeCloseTo(other[name] - base[name], 6);
    const macro = (it: Report) => mean(it.labels.map(({ f1Score }) => f1Score));
    expect(told.macroF1ScoreChange).toBeCloseTo(macro(other) - macro(base), 6);

    const f1In = (report: Report) => new Map(report.labels.map((it) => [it.label, it.f1Score]));
    const [before, now] = [f1In(base), f1In(other)];
    const shared = [...now.keys()].filter((it) => before.has(it));
    const change = (label: string) => (now.get(label) ?? 0) - (before.get(label) ?? 0);
    expect(told.labels?.map((it) => it.label)).toEqual(shared.sort((a, b) => change(a) - change(b)));
    for (const it of told.labels ?? []) {
      expect(it).toMatchObject({ f1Score: now.get(it.label), baseF1Score: before.get(it.label) });
      expect(it.f1ScoreChange).toBeCloseTo(change(it.label), 6);
    }
    expect(told.addedLabels).toEqual([...now.keys()].filter((it) => !before.has(it)));
    expect(told.removedLabels).toEqual([...before.keys()].filter((it) => !now.has(it)));
    for (const it of told.confusions ?? [])
      expect(base.confusionMatrix.concat(other.confusionMatrix)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ groundTruthLabel: it.groundTruthLabel, value: it.value }),
          expect.objectContaining({ predictedLabel: it.predictedLabel, value: it.baseValue }),
        ]),
      );
  });

  it('were tested on the same images, or not, or nobody knows', async () => {
    const of = (name: string, project = 'circuit-boards') => versionArnOf(gateway, project, name);
    const v4 = await of('v4');
    const compared = await compare(
      v4,
      await of('v3'),
      await of('v1'),
      await of('from-v3', 'circuit-boards-staging'),
      await of('v2'), // its training failed: nothing was tested
      await of('agency-2', 'brand-logos'), // its bucket is another's
      await of('agency-1', 'brand-logos'), // its files were removed
    );
    expect(compared.map((it) => it?.testSetsDiffer)).toEqual([false, true, false, null, null, null]);
  });

  it('of which one has no report are compared by what AWS describes', async () => {
    const [v4, agency] = [
      await versionArnOf(gateway, 'circuit-boards', 'v4'),
      await versionArnOf(gateway, 'brand-logos', 'agency-2'),
    ];
    for (const pair of [await compareTwo(v4, agency), await compareTwo(agency, v4)]) {
      expect(pair.f1ScoreChange).not.toBeNull();
      expect(pair).toMatchObject({
        ...{ precisionChange: null, recallChange: null, macroF1ScoreChange: null, labels: null },
        ...{ addedLabels: null, removedLabels: null, confusions: null },
      });
    }
    const failed = await compareTwo(v4, await versionArnOf(gateway, 'circuit-boards', 'v2'));
    expect([failed.f1ScoreChange, failed.labels]).toEqual([null, null]);
  });

  it('in different accounts and regions are compared too', async () => {
    const home = await versionArnOf(gateway, 'crop-health', '2026-harvest.2');
    const there = await versionArnOf(gateway, 'parcel-damage', 'v2', PARTNER_EU);
    const told = await compareTwo(home, there);
    expect(told).toMatchObject({ labels: [], testSetsDiffer: true });
    expect(told.addedLabels).toEqual(['dented', 'intact', 'torn']);
  });

  it('are null where one does not exist; the others keep their places', async () => {
    const v4 = await versionArnOf(gateway, 'circuit-boards', 'v4');
    const gone = v4.replace('/v4/', '/v400/');
    expect((await compare(v4, gone, v4)).map((it) => it?.modelVersion.arn)).toEqual([undefined, v4]);
    expect(await compare(gone, v4, gone)).toEqual([null, null]);
  });

  it.each([0, 11])('are refused if there are %i of them', async (count) => {
    const v4 = await versionArnOf(gateway, 'circuit-boards', 'v4');
    const variables = { base: v4, with: Array.from({ length: count }, () => v4) };
    const document =
      'query ($base: ModelVersionArn!, $with: [ModelVersionArn!]!) { compareModelVersions(base: $base, with: $with) { f1ScoreChange } }';
    const { errors } = await gateway.query(document, variables);
    expect(errors?.map((it) => it.message)).toEqual([`with: expected 1 to 10, not ${count}.`]);
  });
});

describe('the calls of a comparison', () => {
  const calls = async (fields: string, pairs: readonly [string, string]) => {
    await gateway.control.clearRequests();
    const document = `query ($base: ModelVersionArn!, $with: [ModelVersionArn!]!) { compareModelVersions(base: $base, with: $with) { ${fields} } }`;
    await gateway.query(document, { base: pairs[0], with: [pairs[1]] });
    return (await gateway.control.requests()).counts.GetObject ?? 0;
  };

  it('read no file for what the descriptions have, and each file once', async () => {
    const arnOf = (name: string) => versionArnOf(gateway, 'chat-moderation', name);
    const pair = [await arnOf('adapter-2'), await arnOf('adapter-3')] as const;
    expect(await calls('f1ScoreChange modelVersion { name }', pair)).toBe(0);
    expect(await calls('testSetsDiffer', pair)).toBe(2);
    expect(await calls('labels { label } addedLabels precisionChange testSetsDiffer', pair)).toBe(2);
    expect(await calls('labels { label } addedLabels precisionChange testSetsDiffer', pair)).toBe(0);
  });
});

it('is an error, not a missing report, while S3 cannot be reached', async () => {
  const [base, other] = [
    await versionArnOf(gateway, 'crop-health', '2026-harvest.3'),
    await versionArnOf(gateway, 'chat-moderation', 'adapter-1'),
  ];
  const id = await gateway.control.addFault({
    operation: 'GetObject',
    error: 'InternalError',
    httpStatus: 500,
  });
  const document =
    'query ($a: ModelVersionArn!, $b: [ModelVersionArn!]!) { compareModelVersions(base: $a, with: $b) { f1ScoreChange labels { label } } }';
  const { data, errors } = await gateway.query<CompareModelsQuery>(document, { a: base, b: [other] });
  await gateway.control.removeFault(id);
  expect(data?.compareModelVersions).toEqual([{ f1ScoreChange: expect.any(Number), labels: null }]);
  expect(errors?.map((it) => [it.path?.join('.'), it.extensions.code])).toEqual([
    ['compareModelVersions.0.labels', 'UPSTREAM_UNAVAILABLE'],
  ]);
});

it('is a document of the typed client', async () => {
  const [base, other] = [
    await versionArnOf(gateway, 'circuit-boards', 'v3'),
    await versionArnOf(gateway, 'circuit-boards', 'v4'),
  ];
  const { compareModelVersions } = await createClient({ url: gateway.url }).query(InTheClient, {
    base,
    with: [other],
  });
  expect(compareModelVersions).toEqual(await compare(base, other));
});
