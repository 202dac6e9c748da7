import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteScheduleDocument,
  ListSchedulesDocument,
  PutScheduleDocument,
  type PutScheduleInput,
  ShowModelDocument,
  StopModelDocument,
} from '../../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES } from '../../support/models.js';
import { until } from '../../support/until.js';
import { refusals } from '../demo.js';
import { SCHEDULES_EVERYWHERE } from '../documents.js';

const auditFile = join(mkdtempSync(join(tmpdir(), 'audit-')), 'audit.jsonl');
const ALWAYS = ['MON-SUN 00:00-24:00'];

let gateway: TestGateway;
let projectArn: string;
let arn: string;
beforeAll(async () => {
  gateway = await startGateway({
    ...{ EMULATOR_DATA: 'empty', POLL_INTERVAL_MS: '100', AUDIT_FILE: auditFile },
    ...{ MAX_INFERENCE_UNITS: '4', ...NO_RATES },
  });
});
afterAll(() => gateway.close());

let count = 0;
beforeEach(async () => {
  count += 1;
  const made = await createTrainedModels(gateway, ['v1'], `models-${count}`);
  projectArn = made.projectArn;
  arn = made.arns[0] ?? '';
  await gateway.control.clearRequests();
});

/** A window that is open on one day of the week alone, which is not today, yesterday or tomorrow. */
function farWindow(): string {
  const day = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'][(new Date().getUTCDay() + 3) % 7];
  return `${day} 08:00-18:00`;
}

const inputOf = (more: Partial<PutScheduleInput> = {}): PutScheduleInput => ({
  ...{ projectArn, name: 'office', modelVersionArn: arn, windows: ALWAYS, timeZone: 'Europe/Berlin' },
  ...{ minInferenceUnits: 1, ...more },
});
const put = async (more: Partial<PutScheduleInput> = {}) =>
  (await gateway.run(PutScheduleDocument, { input: inputOf(more) })).putSchedule;
const remove = async (more: { dryRun?: boolean; revision?: string; name?: string } = {}) =>
  (await gateway.run(DeleteScheduleDocument, { input: { projectArn, name: 'office', ...more } }))
    .deleteSchedule;
const show = async () => (await gateway.run(ShowModelDocument, { arn })).modelVersion;
const seen = (status: string) => until(async () => (await show())?.status === status);
const find = async (name = 'office') =>
  (await gateway.run(ListSchedulesDocument, { first: 100 })).schedules.nodes.find(
    (it) => it.projectArn === projectArn && it.name === name,
  );
const sent = async () => (await gateway.control.requests()).counts;

it('a schedule that is put in its window starts the model at once, and one whose window goes stops it', async () => {
  const { schedule, warnings, userErrors } = await put({ startCatchupWindow: 'PT1H' });
  expect([warnings, userErrors]).toEqual([[], []]);
  expect(schedule).toMatchObject({
    ...{ name: 'office', projectArn, modelVersionArn: arn, aliasName: null, windows: ALWAYS },
    ...{ timeZone: 'Europe/Berlin', minInferenceUnits: 1, maxInferenceUnits: null, isEnabled: true },
    ...{ startCatchupWindow: 'PT1H', updatedBy: 'local' },
  });
  await seen('RUNNING');
  expect(await find()).toMatchObject({
    lastRun: { kind: 'START', outcome: 'DONE', reason: 'schedule office: its window is open', failure: null },
    nextTransition: null,
    modelVersion: { arn, stopAt: null },
  });
  await put({ windows: [farWindow()] });
  await seen('STOPPED');
  const after = await find();
  expect(after?.lastRun).toMatchObject({ kind: 'STOP', outcome: 'DONE' });
  expect(after?.nextTransition?.kind).toBe('START');
  expect(await sent()).toMatchObject({ StartProjectVersion: 1, StopProjectVersion: 1 });
  const acts = readFileSync(auditFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('automation:schedule/office') && line.includes(arn))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(
    acts.filter(({ kind }) => kind === 'intent').map(({ mutation, cause }) => [mutation, cause]),
  ).toEqual([
    ['startModelVersion', 'schedule office: its window is open'],
    ['stopModelVersion', expect.stringContaining('schedule office: its window closed at')],
  ]);
});

it('what somebody stops in the window stays so; disabled or deleted there it stops nothing, and warns', async () => {
  await put();
  await seen('RUNNING');
  const { warnings } = await put({ isEnabled: false });
  expect(warnings.map(({ code, field }) => [code, field])).toEqual([['GOES_ON_RUNNING', ['isEnabled']]]);
  await put();
  await until(async () => (await find())?.lastRun?.outcome === 'NOTHING_TO_DO');
  expect((await remove({ dryRun: true })).warnings).toMatchObject([{ code: 'GOES_ON_RUNNING' }]);
  const deleted = await remove();
  expect(deleted).toMatchObject({ name: 'office', warnings: [{ code: 'GOES_ON_RUNNING' }], userErrors: [] });
  expect(refusals(await remove())).toEqual(['NOT_FOUND name']);
  expect((await show())?.status).toBe('RUNNING');
  await put();
  await until(async () => (await find())?.lastRun?.outcome === 'NOTHING_TO_DO');
  await gateway.run(StopModelDocument, { modelVersionArn: arn });
  await seen('STOPPED');
  expect(await sent()).toMatchObject({ StartProjectVersion: 1, StopProjectVersion: 1 });
});

it('a dry run says what would be sent, and puts nothing', async () => {
  const now = await put({ dryRun: true });
  expect(now.plan?.calls).toEqual([{ operation: 'StartProjectVersion', arn }]);
  expect(now.plan?.hourlyCostChange).toEqual({ amount: '4', currencyCode: 'USD' });
  expect((await put({ dryRun: true, windows: [farWindow()] })).plan?.calls).toEqual([]);
  expect(refusals(await put({ dryRun: true, windows: ['MON 9-5'] }))).toEqual(['INVALID_INPUT windows.0']);
  expect(await find()).toBeUndefined();
  expect((await sent()).StartProjectVersion ?? 0).toBe(0);
});

it('the revision guards what was read; a key gives the first answer again', async () => {
  const windows = [farWindow()];
  const first = await put({ windows, mustBeNew: true, idempotencyKey: `first-${count}` });
  expect(await put({ windows, mustBeNew: true, idempotencyKey: `first-${count}` })).toEqual(first);
  expect(refusals(await put({ windows, mustBeNew: true }))).toEqual(['ALREADY_EXISTS name']);
  const revision = first.schedule?.revision ?? '';
  await until(async () => (await find())?.nextTransition != null);
  const second = await put({ windows, revision, minInferenceUnits: 2 });
  expect(second.userErrors).toEqual([]);
  expect(refusals(await put({ windows, revision }))).toEqual(['REVISION_MISMATCH revision']);
  expect(refusals(await remove({ revision }))).toEqual(['REVISION_MISMATCH revision']);
  expect((await remove({ revision: second.schedule?.revision ?? '' })).name).toBe('office');
});

it('refuses what cannot be, and says what was expected', async () => {
  const foreign = arn.replace('project/models-', 'project/other-');
  const cases: [Partial<PutScheduleInput>, string][] = [
    [{ name: 'Office' }, 'INVALID_INPUT name'],
    [{ name: '9to5' }, 'INVALID_INPUT name'],
    [{ aliasName: 'champion' }, 'INVALID_INPUT -'],
    [{ modelVersionArn: null }, 'INVALID_INPUT -'],
    [{ modelVersionArn: null, aliasName: 'Champion' }, 'INVALID_INPUT aliasName'],
    [{ modelVersionArn: foreign }, 'INVALID_INPUT modelVersionArn'],
    [{ modelVersionArn: arn.replace('/v1/', '/v9/') }, 'NOT_FOUND modelVersionArn'],
    [{ windows: [] }, 'INVALID_INPUT windows'],
    [{ windows: Array.from({ length: 21 }, () => 'MON 08:00-09:00') }, 'INVALID_INPUT windows'],
    [{ windows: ['MON 08:00-09:00', 'MON 08:00-08:00'] }, 'INVALID_INPUT windows.1'],
    [{ timeZone: '+01:00' }, 'INVALID_INPUT timeZone'],
    [{ timeZone: 'Mars/Olympus' }, 'INVALID_INPUT timeZone'],
    [{ minInferenceUnits: 0 }, 'INVALID_INPUT minInferenceUnits'],
    [{ minInferenceUnits: 2, maxInferenceUnits: 1 }, 'INVALID_INPUT maxInferenceUnits'],
    [{ minInferenceUnits: 5 }, 'QUOTA_EXCEEDED minInferenceUnits'],
  ];
  for (const [given, expected] of cases) {
    expect([given, refusals(await put(given))]).toEqual([given, [expected]]);
    expect([given, refusals(await put({ ...given, dryRun: true }))]).toEqual([given, [expected]]);
  }
  const { userErrors } = await put({ windows: ['MON 8-9'] });
  expect(userErrors[0]?.message).toBe(
    'windows: expected days and times in at most 100 characters, for example "MON-FRI 08:30-18:00" or "SAT,SUN 22:00-02:00", 24:00 only as an end, with an end that is not its begin; not "MON 8-9".',
  );
  expect(await find()).toBeUndefined();
});

it('a project has at most 50, in pages by name', async () => {
  const windows = [farWindow()];
  for (let index = 10; index < 60; index++) await put({ name: `s${index}`, windows });
  expect(refusals(await put({ name: 'one-more', windows }))).toEqual(['QUOTA_EXCEEDED name']);
  expect(refusals(await put({ name: 's10', windows }))).toEqual([]);
  interface Everywhere {
    readonly project: {
      readonly schedules: {
        readonly totalCount: number;
        readonly nodes: readonly { id: string; name: string }[];
        readonly pageInfo: { readonly endCursor: string };
      };
    };
    readonly modelVersion: { readonly schedules: readonly object[] };
    readonly node: { readonly __typename: string; readonly name: string } | null;
  }
  const page = async (id: string, after?: string) =>
    (await gateway.query<Everywhere>(SCHEDULES_EVERYWHERE, { projectArn, modelVersionArn: arn, id, after }))
      .data;
  const id = (await find('s11'))?.id ?? '';
  const first = await page(id);
  expect(first?.project.schedules).toMatchObject({ totalCount: 50, nodes: [{ name: 's10' }] });
  expect(first?.node).toMatchObject({ __typename: 'Schedule', name: 's11' });
  const second = await page(id, first?.project.schedules.pageInfo.endCursor);
  expect(second?.project.schedules.nodes).toEqual([{ id, name: 's11' }]);
  expect(second?.modelVersion.schedules).toHaveLength(50);
  await remove({ name: 's11' });
  expect((await page(id))?.node).toBeNull();
});

it('an alias that names nothing is a warning', async () => {
  const { schedule, warnings } = await put({ modelVersionArn: null, aliasName: 'champion' });
  expect(schedule).toMatchObject({ aliasName: 'champion', modelVersionArn: null });
  expect(warnings.map(({ code }) => code)).toEqual(['ALIAS_NAMES_NOTHING']);
  await until(async () => (await find())?.lastRun != null);
  expect((await find())?.lastRun).toMatchObject({
    ...{ kind: 'START', outcome: 'MISSED', reason: 'the alias champion names no version' },
  });
});

it('one that names neither a version nor an alias is refused, and nothing is said of an alias', async () => {
  const { userErrors, warnings } = await put({ modelVersionArn: null, dryRun: true });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', message: expect.stringMatching(/not 0\.$/) }]);
  expect(warnings).toEqual([]);
});

it('a running model is not rescaled: a warning', async () => {
  await put();
  await seen('RUNNING');
  const { warnings } = await put({ minInferenceUnits: 2 });
  expect(warnings.map(({ code, field }) => [code, field])).toEqual([['NOT_RESCALED', ['minInferenceUnits']]]);
});
