import { GatewayError } from '../../../../src/client/index.js';
import {
  PROMOTE_FIELDS,
  type PromoteForm,
  promoteMistake,
  proposedOutput,
  toPromoteInput,
} from '../../../../src/web/board/data/promote-form.js';
import { refusalOf, sentenceOf } from '../../../../src/web/board/data/refusal.js';
import {
  type RollOutForm,
  rollOutMistake,
  toRollOutInput,
} from '../../../../src/web/board/data/roll-out-form.js';
import {
  currentOf,
  mayCancel,
  type Workflow,
  workflowsOf,
} from '../../../../src/web/board/data/workflows.js';

describe('a rollout', () => {
  const form: RollOutForm = {
    ...{ alias: 'champion', min: '2', max: '', bake: '', f1: '', drop: '', stopsPrevious: true },
  };

  it.each([
    [{ alias: 'The Best' }, 'aliasName'],
    [{ min: '0' }, 'minInferenceUnits'],
    [{ max: '1' }, 'maxInferenceUnits'],
    [{ bake: 'long' }, 'bake'],
    [{ f1: '2' }, 'minF1Score'],
    [{ drop: '-0.1' }, 'maxLabelF1Drop'],
  ])('of %j is refused at its field', (part, field) => {
    expect(rollOutMistake({ ...form, ...part })?.field).toBe(field);
  });

  it('is sent as typed', () => {
    expect(rollOutMistake({ ...form, f1: '0.9', drop: '.05', bake: '10m' })).toBeNull();
    expect(toRollOutInput({ ...form, max: '3', f1: '0.9', bake: '10m' }, 'arn')).toEqual({
      ...{ modelVersionArn: 'arn', aliasName: 'champion', minInferenceUnits: 2, maxInferenceUnits: 3 },
      ...{ bake: 'PT10M', gate: { minF1Score: 0.9, maxLabelF1Drop: null }, stopPrevious: true },
    });
  });
});

describe('a promotion', () => {
  const form: PromoteForm = {
    ...{ accountId: '123456789012', project: 'staging', name: 'v1', output: null, alias: '' },
  };

  it.each([
    [{ project: '' }, 'bucket', 'destinationProjectName'],
    [{ name: 'a b' }, 'bucket', 'versionName'],
    [{}, '', 'outputConfig'],
    [{ alias: 'A' }, 'bucket', 'aliasName'],
  ])('of %j to %j is refused at its field', (part, output, field) => {
    expect(promoteMistake({ ...form, ...part }, output)?.field).toBe(field);
  });

  it('is sent as typed, its output with or without a prefix', () => {
    expect(promoteMistake(form, 's3://bucket/a/b')).toBeNull();
    expect(toPromoteInput(form, 's3://bucket/a/b', 'arn')).toMatchObject({
      ...{ destinationProjectName: 'staging', versionName: 'v1', aliasName: null },
      outputConfig: { s3Bucket: 'bucket', s3KeyPrefix: 'a/b' },
    });
    expect(toPromoteInput(form, 'bucket', 'arn').outputConfig.s3KeyPrefix).toBeNull();
  });

  it('shows what is wrong with a member that has no place for it below the form', () => {
    const userErrors = [{ code: 'INVALID_INPUT', message: 'No.', field: ['destinationAccountId'] }] as const;
    const error = new GatewayError('INVALID_INPUT', 'No.', { userErrors: userErrors as never });
    expect(refusalOf(error, PROMOTE_FIELDS)).toEqual({ field: 'form', message: 'No.' });
  });

  it('proposes the bucket of the neighbours, else that of the source', () => {
    const there = { s3Bucket: 'there', s3KeyPrefix: 'x' };
    const places = { projects: { nodes: [{ modelVersions: { nodes: [{ outputConfig: there }] } }] } };
    const source = { s3Bucket: 'own', s3KeyPrefix: null };
    expect(proposedOutput(places, source)).toBe('there/x');
    expect(proposedOutput({ projects: { nodes: [] } }, source)).toBe('own');
    expect(proposedOutput(null, null)).toBe('');
  });
});

describe('workflows', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  const workflow = (id: string, endedAt: string | null, more: Partial<Workflow> = {}): Workflow => ({
    ...{ id, kind: 'ROLL_OUT', state: 'RUNNING', createdAt: '2026-11-28T11:00:00Z', endedAt, steps: [] },
    ...{ startedBy: null, modelVersionArn: id, isCancellable: true, alias: null, result: null },
    ...{ failure: null, ...more },
  });
  const idsOf = (workflows: readonly Workflow[]) => workflows.map(({ id }) => id);

  it('show while they go on, and the last three that ended within a day', () => {
    const ended = ['a', 'b', 'c', 'd'].map((id) => workflow(id, '2026-11-28T11:30:00Z'));
    const old = workflow('old', '2026-11-26T11:30:00Z');
    expect(idsOf(currentOf([workflow('on', null), ...ended, old], now))).toEqual(['on', 'a', 'b', 'c']);
  });

  it('belong to the version that they are about, and to what came of it', () => {
    const all = [workflow('a', null), workflow('b', null, { result: { arn: 'a' } }), workflow('c', null)];
    expect(idsOf(workflowsOf('a', all))).toEqual(['a', 'b']);
  });

  it('are cancelled by those that see their subject', () => {
    expect(mayCancel(workflow('a', null))).toBe(false);
    expect(mayCancel(workflow('a', null, { startedBy: 'ann' }))).toBe(true);
    expect(mayCancel(workflow('a', null, { startedBy: 'ann', isCancellable: false }))).toBe(false);
  });
});

it('what the gateway says begins without the name of a member of the input', () => {
  expect(sentenceOf('gate.minF1Score: expected 0 to 1.')).toBe('Expected 0 to 1.');
  expect(sentenceOf('The model runs.')).toBe('The model runs.');
});
