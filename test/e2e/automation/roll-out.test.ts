import {
  CancelWorkflowDocument,
  ListWorkflowsDocument,
  PutAliasDocument,
  RollOutModelDocument,
  ShowAliasDocument,
} from '../../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES } from '../../support/models.js';
import { until } from '../../support/until.js';
import { refusals } from '../demo.js';

const CHANGES = /^(Start|Stop)/;

let gateway: TestGateway;
let projectArn: string;
let v1: string;
let v2: string;
let v3: string;

const begin = async (settings: Readonly<Record<string, string>> = {}) => {
  gateway = await startGateway({
    ...{ EMULATOR_DATA: 'empty', EMULATOR_SPEED: '40', POLL_INTERVAL_MS: '100', RUNNING_MODELS_QUOTA: '2' },
    ...NO_RATES,
    ...settings,
  });
  const { projectArn: arn, arns } = await createTrainedModels(gateway, ['v1', 'v2', 'v3']);
  projectArn = arn;
  [v1 = '', v2 = '', v3 = ''] = arns;
};
afterEach(() => gateway.close());

async function rollOut(modelVersionArn: string, more: object = {}) {
  const input = { aliasName: 'champion', modelVersionArn, minInferenceUnits: 1, ...more };
  return (await gateway.run(RollOutModelDocument, { input })).rollOutModelVersion;
}

async function workflow(id: string | undefined) {
  const { workflows } = await gateway.run(ListWorkflowsDocument, {});
  const found = workflows.nodes.find((it) => it.id === id);
  if (!found) throw new Error(`no workflow ${id}`);
  return found;
}

async function ended(id: string | undefined) {
  await until(async () => (await workflow(id)).endedAt !== null);
  const { state, failure, steps, result, alias } = await workflow(id);
  return {
    ...{ state, failure: failure?.code ?? null, result: result?.arn ?? null, alias: alias?.name ?? null },
    steps: steps.map((it) => `${it.name}: ${it.state}`),
  };
}

const done = async (arn: string, more: object = {}) => ended((await rollOut(arn, more)).workflow?.id);

async function alias() {
  return (await gateway.run(ShowAliasDocument, { projectArn, name: 'champion' })).project?.alias;
}
async function put(modelVersionArn: string, name = 'champion') {
  await gateway.run(PutAliasDocument, { input: { projectArn, name, modelVersionArn } });
}

/** The starts and stops that AWS was asked for, in order. */
async function changes(): Promise<string[]> {
  const { requests } = await gateway.control.requests();
  return requests
    .filter((it) => CHANGES.test(it.operation))
    .map((it) => `${it.operation} ${String(it.input?.ProjectVersionArn).split('/').at(-2)}`);
}

async function stateOf(arn: string): Promise<string | undefined> {
  const { data } = await gateway.query<{ modelVersion: { status: string } }>(
    'query ($arn: ModelVersionArn!) { modelVersion(arn: $arn) { status } }',
    { arn },
  );
  return data?.modelVersion.status;
}

describe('a rollout', () => {
  beforeEach(() => begin());

  it('makes the alias, moves it without a gap, and stops the version before', async () => {
    expect(await done(v1)).toEqual({
      ...{ state: 'SUCCEEDED', failure: null, result: v1, alias: 'champion' },
      steps: ['start v1: DONE', 'move alias champion: DONE'],
    });
    const foreseen = await rollOut(v2, { dryRun: true, bake: 'PT1S' });
    expect(foreseen).toMatchObject({ workflow: null, userErrors: [], warnings: [] });
    expect(await done(v2, { bake: 'PT1S' })).toEqual({
      ...{ state: 'SUCCEEDED', failure: null, result: v2, alias: 'champion' },
      steps: ['start v2: DONE', 'move alias champion: DONE', 'bake: DONE', 'stop v1: DONE'],
    });
    expect(await changes()).toEqual([
      'StartProjectVersion v1',
      'StartProjectVersion v2',
      'StopProjectVersion v1',
    ]);
    expect(foreseen.plan?.calls.map((it) => it.operation)).toEqual([
      'StartProjectVersion',
      'StopProjectVersion',
    ]);
    const { data } = await gateway.query<{
      project: { alias: { history: { nodes: { workflow: { kind: string } | null }[] } } };
    }>(
      'query ($arn: ProjectArn!) { project(arn: $arn) { alias(name: "champion") { history { nodes { workflow { kind } } } } } }',
      { arn: projectArn },
    );
    expect(data?.project.alias.history.nodes).toEqual([
      { workflow: { kind: 'ROLL_OUT' } },
      { workflow: { kind: 'ROLL_OUT' } },
    ]);
  });

  it('finds what runs already, keeps its units with a warning, and leaves the one before if asked', async () => {
    await done(v1);
    await done(v2, { stopPrevious: false });
    const { warnings, workflow: back } = await rollOut(v1, { minInferenceUnits: 2, stopPrevious: false });
    expect(warnings.map((it) => it.code)).toEqual(['NOT_RESCALED']);
    expect((await ended(back?.id)).steps).toEqual(['start v1: SKIPPED', 'move alias champion: DONE']);
    expect((await alias())?.modelVersion?.arn).toBe(v1);
  });

  it('does not stop what another alias names', async () => {
    await done(v1);
    await put(v1, 'staging');
    const { warnings, workflow: begun } = await rollOut(v2);
    expect(warnings.map((it) => it.code)).toEqual(['PREVIOUS_STAYS']);
    expect((await ended(begun?.id)).steps.at(-1)).toBe('stop v1: SKIPPED');
    expect(await stateOf(v1)).toBe('RUNNING');
  });

  it('needs a place for a second model', async () => {
    await done(v1);
    await done(v2, { stopPrevious: false });
    for (const dryRun of [true, false])
      expect(refusals(await rollOut(v3, { dryRun }))).toEqual(['QUOTA_EXCEEDED modelVersionArn']);
  });

  it('does not count itself as what uses the version before', async () => {
    await done(v1);
    const { warnings, workflow: begun } = await rollOut(v2);
    expect(warnings).toEqual([]);
    expect((await ended(begun?.id)).steps.at(-1)).toBe('stop v1: DONE');
  });

  it('is one at a time for each alias', async () => {
    const first = await rollOut(v1);
    expect(refusals(await rollOut(v2))).toEqual(['IN_USE -']);
    expect((await ended(first.workflow?.id)).state).toBe('SUCCEEDED');
  });

  it('a start that fails leaves the alias where it was', async () => {
    await done(v1);
    await gateway.control.addFault({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
    expect(await done(v2)).toEqual({
      ...{ state: 'FAILED', failure: 'UPSTREAM_FAILED', result: null, alias: 'champion' },
      steps: ['start v2: FAILED', 'move alias champion: PENDING', 'stop v1: PENDING'],
    });
    expect([(await alias())?.modelVersion?.arn, await stateOf(v1)]).toEqual([v1, 'RUNNING']);
  });

  it("somebody else's move stays, ends it, and what it started is stopped", async () => {
    await done(v1);
    const { workflow: begun } = await rollOut(v2, { bake: 'PT2S' });
    await until(async () => (await alias())?.modelVersion?.arn === v2);
    await put(v1);
    expect(await ended(begun?.id)).toEqual({
      ...{ state: 'FAILED', failure: 'REVISION_MISMATCH', result: null, alias: 'champion' },
      steps: ['start v2: UNDONE', 'move alias champion: LEFT', 'bake: FAILED', 'stop v1: PENDING'],
    });
    expect([(await alias())?.modelVersion?.arn, await stateOf(v1)]).toEqual([v1, 'RUNNING']);
    await until(async () => (await stateOf(v2)) === 'STOPPED');
  });

  it('cancelled while it bakes moves the alias back, and stops what it started', async () => {
    await done(v1);
    const { workflow: begun } = await rollOut(v2, { bake: 'PT1H' });
    await until(async () => (await workflow(begun?.id)).steps[2]?.state === 'RUNNING');
    const foreseen = (await gateway.run(CancelWorkflowDocument, { id: begun?.id ?? '', dryRun: true }))
      .cancelWorkflow;
    expect(foreseen.plan?.calls.map((it) => it.operation)).toEqual(['StopProjectVersion']);
    await gateway.run(CancelWorkflowDocument, { id: begun?.id ?? '' });
    expect(await ended(begun?.id)).toEqual({
      ...{ state: 'CANCELLED', failure: null, result: null, alias: 'champion' },
      steps: ['start v2: UNDONE', 'move alias champion: UNDONE', 'bake: UNDONE', 'stop v1: PENDING'],
    });
    expect([(await alias())?.modelVersion?.arn, await stateOf(v1), await stateOf(v2)]).toEqual([
      v1,
      'RUNNING',
      'STOPPED',
    ]);
  });

  it('cancelled while it starts waits for that, then stops it: AWS cannot', async () => {
    const { workflow: begun } = await rollOut(v1);
    await until(async () => (await stateOf(v1)) === 'STARTING');
    await gateway.run(CancelWorkflowDocument, { id: begun?.id ?? '' });
    expect((await ended(begun?.id)).steps).toEqual(['start v1: UNDONE', 'move alias champion: PENDING']);
    expect(await changes()).toEqual(['StartProjectVersion v1', 'StopProjectVersion v1']);
    expect(await alias()).toBeNull();
  });

  it.each([
    [{ aliasName: 'NO' }, 'INVALID_INPUT aliasName'],
    [{ minInferenceUnits: 0 }, 'INVALID_INPUT minInferenceUnits'],
    [{ gate: { minF1Score: 1.5 } }, 'INVALID_INPUT gate.minF1Score'],
    [{ gate: { maxLabelF1Drop: -1 } }, 'INVALID_INPUT gate.maxLabelF1Drop'],
  ])('%j is refused', async (more, refusal) => {
    expect(refusals(await rollOut(v1, more))).toEqual([refusal]);
    expect(await changes()).toEqual([]);
  });
});
