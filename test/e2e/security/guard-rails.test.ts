import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES, stop } from '../../support/models.js';

const readOnlyFile = join(mkdtempSync(join(tmpdir(), 'switch-')), 'read-only');

let gateway: TestGateway;
let arns: string[];
beforeAll(async () => {
  gateway = await startGateway({
    EMULATOR_DATA: 'empty',
    EMULATOR_SPEED: '0.01', // what starts stays STARTING
    MAX_RUNNING_MODELS: '1',
    MAX_INFERENCE_UNITS: '2',
    READ_ONLY_FILE: readOnlyFile,
    ...NO_RATES,
  });
  ({ arns } = await createTrainedModels(gateway, ['a', 'b', 'c']));
});
afterAll(() => gateway.close());

interface Started {
  readonly startModelVersion: {
    readonly userErrors: readonly { code: string; field: string[]; message: string }[];
  } | null;
}

const start = (arn: string, units = 1, key: string | null = null) =>
  gateway.query<Started>(
    'mutation ($arn: ModelVersionArn!, $units: Int!, $key: String) { startModelVersion(input: { modelVersionArn: $arn, minInferenceUnits: $units, idempotencyKey: $key }) { userErrors { code field message } } }',
    { arn, units, key },
  );

it('no more models run than the rails let, also of those that are started at once', async () => {
  const answers = await Promise.all(arns.map((arn) => start(arn)));
  const codes = answers.map(({ data }) => data?.startModelVersion?.userErrors.map((it) => it.code).join());
  expect(codes.toSorted()).toEqual(['', 'QUOTA_EXCEEDED', 'QUOTA_EXCEEDED']);
  const { requests } = await gateway.control.requests();
  expect(requests.filter((it) => it.operation === 'StartProjectVersion')).toHaveLength(1);
  const refused = answers.flatMap(({ data }) => data?.startModelVersion?.userErrors ?? []);
  // Not how many there are: some may be of projects that the caller may not see.
  expect(new Set(refused.map((it) => it.message))).toEqual(
    new Set(['modelVersionArn: this gateway lets no more than 1 models run in an account and region.']),
  );

  await stop(gateway, arns[codes.indexOf('')] ?? '');
  const next = await start(arns[codes.indexOf('QUOTA_EXCEEDED')] ?? '');
  expect(next.data?.startModelVersion?.userErrors).toEqual([]);
});

it('no start gets more units than the guard rails allow', async () => {
  const { data } = await start(arns[0] ?? '', 3);
  expect(data?.startModelVersion?.userErrors).toEqual([
    expect.objectContaining({ code: 'QUOTA_EXCEEDED', field: ['minInferenceUnits'] }),
  ]);
});

it('the read-only switch works at once, both ways, and reads go on', async () => {
  writeFileSync(readOnlyFile, '');
  const { errors } = await start(arns[0] ?? '');
  expect(errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('read-only') },
  ]);
  expect((await gateway.query('{ projects { totalCount } }')).errors).toBeUndefined();
  rmSync(readOnlyFile);
  expect(existsSync(readOnlyFile)).toBe(false);
  expect((await start(arns[0] ?? '')).errors).toBeUndefined();
});

it('a retry gets its first result, whatever the rails are by now', async () => {
  await stop(gateway, await oneThatIs('STARTING'));
  const other = await oneThatIs('TRAINING_COMPLETED');
  const ask = () => start(other, 1, 'of the caller');
  expect((await ask()).data?.startModelVersion?.userErrors).toEqual([]);
  writeFileSync(readOnlyFile, '');
  expect((await ask()).data?.startModelVersion?.userErrors).toEqual([]);
  rmSync(readOnlyFile);
});

async function oneThatIs(status: string): Promise<string> {
  const { data } = await gateway.query<{ modelVersions: { status: string }[] }>(
    'query ($arns: [ModelVersionArn!]!) { modelVersions(arns: $arns) { status } }',
    { arns },
  );
  return arns[data?.modelVersions.findIndex((it) => it.status === status) ?? -1] ?? '';
}
