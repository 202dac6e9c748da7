import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PlanStopDocument,
  type PlanStopMutationVariables,
  ShowModelDocument,
  StartModelDocument,
  type StartModelMutationVariables,
  StopModelDocument,
} from '../../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics, sumOf } from '../../support/metrics.js';
import { createTrainedModels, NO_RATES } from '../../support/models.js';
import { until } from '../../support/until.js';
import { refusals } from '../demo.js';

const auditFile = join(mkdtempSync(join(tmpdir(), 'audit-')), 'audit.jsonl');
const HOUR_MS = 3_600_000;

let gateway: TestGateway;
let arn: string;
beforeAll(async () => {
  gateway = await startGateway({
    EMULATOR_DATA: 'empty',
    POLL_INTERVAL_MS: '100',
    AUDIT_FILE: auditFile,
    ...NO_RATES,
  });
});
afterAll(() => gateway.close());

let models = 0;
beforeEach(async () => {
  models += 1;
  const { arns } = await createTrainedModels(gateway, ['v1'], `models-${models}`);
  arn = arns[0] ?? '';
  await gateway.control.clearRequests();
});
afterEach(() => gateway.control.clearFaults());

const start = async (more: Partial<StartModelMutationVariables> = {}) =>
  (await gateway.run(StartModelDocument, { modelVersionArn: arn, minInferenceUnits: 1, ...more }))
    .startModelVersion;
const plan = async (more: Partial<PlanStopMutationVariables>) =>
  (await gateway.run(PlanStopDocument, { modelVersionArn: arn, ...more })).setModelVersionStop;
const show = async () => (await gateway.run(ShowModelDocument, { arn })).modelVersion;
type Shown = Awaited<ReturnType<typeof show>>;
/** Resolves with the first answer that is so: what is true for two seconds is not read again. */
async function shown(isSo: (it: Shown) => boolean): Promise<Shown> {
  let last: Shown = null;
  await until(async () => {
    last = await show();
    return isSo(last);
  });
  return last;
}
const seen = (status: string) => shown((it) => it?.status === status);
const stopsSent = async () => (await gateway.control.requests()).counts.StopProjectVersion ?? 0;
const automaticIn = (kind: string) =>
  readFileSync(auditFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((it) => it.kind === kind && it.subject === `automation:stop/${arn}`);

describe('a model that is started with stopAfter', () => {
  it('stops by itself so long after it began to run, once, and the audit says why', async () => {
    const { modelVersion, warnings, userErrors } = await start({ stopAfter: 'PT2S' });
    expect([warnings, userErrors]).toEqual([[], []]);
    expect(modelVersion?.plannedStop).toEqual({ at: null, after: 'PT2S' });
    const running = await shown((it) => it?.plannedStop?.at != null);
    expect(running?.status).toBe('RUNNING');
    expect(running?.stopAt).toBe(running?.plannedStop?.at);
    expect(running?.plannedStop).toMatchObject({ after: 'PT2S', setBy: 'local', failure: null });
    const at = Date.parse(running?.stopAt ?? '');
    const ran = running?.statusHistory.nodes.find((it) => it.status === 'RUNNING');
    expect(Math.abs(at - Date.parse(ran?.observedAt ?? '') - 2_000)).toBeLessThan(1_500);
    await seen('STOPPED');
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    expect(Date.now() - at).toBeLessThan(5_000);
    expect(await stopsSent()).toBe(1);
    expect(automaticIn('intent')).toEqual([
      expect.objectContaining({
        mutation: 'stopModelVersion',
        target: { modelVersionArn: arn },
        cause: `planned stop at ${running?.stopAt}, duration set by local`,
      }),
    ]);
    expect((await show())?.plannedStop).toBeNull();
  });

  it('keeps its stop out of a refused start', async () => {
    await gateway.control.addFault({
      ...{ operation: 'StartProjectVersion', error: 'LimitExceededException' },
      ...{ httpStatus: 400, count: 1 },
    });
    expect(refusals(await start({ stopAfter: 'PT1S' }))).toEqual(['QUOTA_EXCEEDED -']);
    expect((await start()).modelVersion?.plannedStop).toBeNull();
    await seen('RUNNING');
    expect((await show())?.plannedStop).toBeNull();
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
  });

  it('keeps the stop that it has when it is started once more', async () => {
    await start({ stopAfter: 'PT2H' });
    await seen('RUNNING');
    expect(refusals(await start({ stopAfter: 'PT1S' }))).toEqual(['IN_USE modelVersionArn']);
    expect((await show())?.plannedStop?.after).toBe('PT2H');
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
    await seen('STOPPED');
    await start();
    await seen('RUNNING');
    expect((await show())?.plannedStop).toBeNull();
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
  });

  it('gives the first result again under its key, also of before stopAfter was there', async () => {
    const first = await start({ idempotencyKey: 'key' });
    expect(await start({ idempotencyKey: 'key', stopAfter: null })).toEqual(first);
    const other = gateway.query(
      'mutation ($arn: ModelVersionArn!) { startModelVersion(input: { modelVersionArn: $arn, minInferenceUnits: 1, idempotencyKey: "key", stopAfter: "PT1H" }) { userErrors { code field } } }',
      { arn },
    );
    expect((await other).data).toMatchObject({
      startModelVersion: { userErrors: [{ code: 'IDEMPOTENCY_MISMATCH' }] },
    });
    await seen('RUNNING');
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
  });
});

describe('setModelVersionStop', () => {
  it('sets, moves and takes away the stop of a model that runs', async () => {
    await start();
    await seen('RUNNING');
    const stopAt = new Date(Date.now() + HOUR_MS).toISOString();
    const { modelVersion } = await plan({ stopAt });
    expect(modelVersion).toMatchObject({ stopAt, plannedStop: { at: stopAt, after: null, setBy: 'local' } });
    const moved = await plan({ stopAfter: 'P1D' });
    const movedBy = Date.parse(moved.modelVersion?.stopAt ?? '') - Date.now() - 24 * HOUR_MS;
    expect(Math.abs(movedBy)).toBeLessThan(5_000);
    expect((await plan({ remove: true })).modelVersion).toMatchObject({ stopAt: null, plannedStop: null });
    await plan({ stopAfter: 'PT1S' });
    await seen('STOPPED');
    expect(await stopsSent()).toBe(1);
  });

  it('refuses what cannot be', async () => {
    const past = new Date(Date.now() - 1_000).toISOString();
    expect(refusals(await plan({ stopAfter: 'PT1H' }))).toEqual(['IN_USE modelVersionArn']);
    expect(refusals(await plan({ stopAt: past }))).toEqual(['INVALID_INPUT stopAt']);
    for (const both of [{}, { remove: true, stopAfter: 'PT1H' }, { stopAfter: 'PT1H', stopAt: past }])
      expect(refusals(await plan(both))).toEqual(['INVALID_INPUT -']);
    const nobody = `${arn.slice(0, -1)}${Number(arn.at(-1)) === 9 ? 8 : 9}`;
    expect(refusals(await plan({ modelVersionArn: nobody, stopAfter: 'PT1H' }))).toEqual([
      'NOT_FOUND modelVersionArn',
    ]);
    const { errors } = await gateway.query(
      'mutation ($arn: ModelVersionArn!) { setModelVersionStop(input: { modelVersionArn: $arn, stopAfter: "P1Y" }) { userErrors { code } } }',
      { arn },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is over when somebody stops the model', async () => {
    await start();
    await seen('RUNNING');
    await plan({ stopAfter: 'PT2S' });
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
    await seen('STOPPED');
    await start();
    await seen('RUNNING');
    expect((await show())?.plannedStop).toBeNull();
    await gateway.run(StopModelDocument, { modelVersionArn: arn });
    expect(automaticIn('intent')).toEqual([]);
  });
});

it('a stop that AWS refuses, does not answer or loses is tried until the model stands, and told', async () => {
  await start();
  await seen('RUNNING');
  const fault = { operation: 'StopProjectVersion', count: 1 };
  await gateway.control.addFault({ ...fault, error: 'AccessDeniedException', httpStatus: 400 });
  const before = sumOf(await readMetrics(gateway.url), 'gateway_automation_acts_total', { kind: 'stop' });
  await plan({ stopAfter: 'PT1S' });
  await until(async () => (await show())?.plannedStop?.failure != null);
  const failure = (await show())?.plannedStop?.failure;
  expect(failure).toMatchObject({ code: 'UPSTREAM_ACCESS_DENIED' });
  expect(Date.parse(failure?.retryAt ?? '')).toBeGreaterThan(Date.now() - 2_000);
  await gateway.control.addFault({ ...fault, replyLost: true });
  await seen('STOPPED');
  const metrics = await readMetrics(gateway.url);
  expect(sumOf(metrics, 'gateway_automation_acts_total', { kind: 'stop' }) - before).toBe(2);
  expect(sumOf(metrics, 'gateway_automation_acts_total', { outcome: 'UPSTREAM_ACCESS_DENIED' })).toBe(1);
});
