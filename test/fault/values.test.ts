import type { FaultInput } from '../support/emulator.js';
import { CHANGES } from './changes.js';
import { AWS_WORDS, setFaultWorld } from './fault-world.js';

const stage = setFaultWorld();
const inject = (fault: FaultInput) => stage.control().addFault(fault);

const SHOW =
  'query($arn: ModelVersionArn!) { modelVersion(arn: $arn) { status statusMessage project { status } } }';

async function show(arn: string) {
  const { data, errors } = await stage.query<{ modelVersion: Record<string, unknown> }>(SHOW, { arn });
  expect(errors).toBeUndefined();
  return data?.modelVersion;
}

async function change(field: string): Promise<string> {
  const found = CHANGES.find((it) => it.field === field);
  if (!found) throw new Error(field);
  const { data, errors } = await stage.query<
    Record<string, { modelVersion: { arn: string }; userErrors: object[] }>
  >(found.document, found.variables(stage.world()));
  expect(errors).toBeUndefined();
  expect(data?.[field]?.userErrors).toEqual([]);
  return data?.[field]?.modelVersion.arn ?? '';
}

test('an unknown status is UNKNOWN, and known again afterwards', async () => {
  const { trainedArn } = stage.world();
  await inject({ operation: '*', unknownStatus: 'HIBERNATING' });
  expect(await show(trainedArn)).toMatchObject({ status: 'UNKNOWN', project: { status: 'UNKNOWN' } });
  await stage.control().clearFaults();
  expect(await show(trainedArn)).toMatchObject({
    status: 'TRAINING_COMPLETED',
    project: { status: 'CREATED' },
  });
});

test('an unknown status stops no mutation', async () => {
  await inject({ operation: 'DescribeProjectVersions', unknownStatus: 'HIBERNATING' });
  const arn = await change('startModelVersion');
  await stage.control().clearFaults();
  expect(await show(arn)).toMatchObject({ status: 'RUNNING' });
});

test.each([
  ['createModelVersion', 'CreateProjectVersion', 'TRAINING_FAILED'],
  ['startModelVersion', 'StartProjectVersion', 'FAILED'],
  ['copyModelVersion', 'CopyProjectVersion', 'COPYING_FAILED'],
])('%s that AWS takes and then fails at is seen to end in %3$s', async (field, operation, status) => {
  await inject({ operation, outcome: 'FAILED', count: 1 });
  const arn = await change(field);
  expect(await show(arn)).toMatchObject({ status, statusMessage: expect.any(String) });
});

test('a model that could not be started may be started again', async () => {
  await inject({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
  const arn = await change('startModelVersion');
  expect(await show(arn)).toMatchObject({ status: 'FAILED' });
  await change('startModelVersion');
  expect(await show(arn)).toMatchObject({ status: 'RUNNING' });
});

describe('a mutation that AWS throttles for good', () => {
  it.each(['ThrottlingException', 'ProvisionedThroughputExceededException'])(
    'is UPSTREAM_THROTTLED (%s), did not happen, and works once the rate is there again',
    async (error) => {
      await inject({ operation: 'StartProjectVersion', error });
      const start = CHANGES.find((it) => it.field === 'startModelVersion');
      const answer = await stage.query(start?.document ?? '', start?.variables(stage.world()));
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_THROTTLED' } }]);
      expect(answer.errors?.[0]?.extensions.retryAfterMs).toBeGreaterThan(0);
      expect(JSON.stringify(answer)).not.toMatch(AWS_WORDS);
      await stage.control().clearFaults();
      const arn = await change('startModelVersion');
      expect(await show(arn)).toMatchObject({ status: 'RUNNING' });
    },
  );
});

describe('AWS that does not answer in time', () => {
  it('is UPSTREAM_UNAVAILABLE for a read, and the next one is right', async () => {
    const { trainedArn } = stage.world();
    await inject({ operation: 'DescribeProjectVersions', latencyMs: 600_000 });
    const { errors } = await stage.query(SHOW, { arn: trainedArn });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    await stage.control().clearFaults();
    const { data } = await stage.recovered(SHOW, { arn: trainedArn });
    expect(data).toMatchObject({ modelVersion: { status: 'TRAINING_COMPLETED' } });
  });

  it('is UPSTREAM_UNAVAILABLE for a mutation, and the next one is right', async () => {
    const stop = CHANGES.find((it) => it.field === 'stopModelVersion');
    await inject({ operation: 'StopProjectVersion', latencyMs: 600_000 });
    const { errors } = await stage.query(stop?.document ?? '', stop?.variables(stage.world()));
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    await stage.control().clearFaults();
    const arn = await change('stopModelVersion');
    expect(await show(arn)).toMatchObject({ status: 'STOPPED' });
  });
});

test('an AWS that fails at every third call is not noticed', async () => {
  const { trainedArn, runningArn } = stage.world();
  await inject({ operation: 'DescribeProjectVersions', error: 'InternalServerError', rate: 0.33 });
  for (const [arn, status] of [
    [trainedArn, 'TRAINING_COMPLETED'],
    [runningArn, 'RUNNING'],
  ] as const)
    for (let reads = 0; reads < 5; reads++) expect(await show(arn)).toMatchObject({ status });
  expect((await stage.control().faults())[0]?.struck).toBeGreaterThan(0);
});
