import type { Failure } from '../domain/automation/failure.js';
import type { MadeBake, RollOut } from '../domain/automation/roll-out.js';
import type { Done } from '../domain/automation/workflow-progress.js';
import type { ModelVersion } from '../domain/model.js';
import { aliasNamed } from '../services/aliases.js';
import { stopModelVersion } from '../services/mutations/model-version-changes.js';
import { whyUsed } from '../services/version-uses.js';
import { aliasStep, changeIdOf } from './alias-step.js';
import { describeVersion } from './describe-version.js';
import { startStep } from './start-step.js';
import type { StepAction, StepActions, StepRun } from './step-action.js';

/** How long a bake goes on until everything is checked again. */
const CHECK_MS = 60_000;
const SOON_MS = 5_000;

const move = aliasStep(({ workflow }) => ({
  revision: (workflow.input as RollOut).aliasRevision,
  modelVersionArn: workflow.modelVersionArn,
}));

/** An alias never moves to a version that does not run. */
const moveStep: StepAction = {
  ...move,
  async do(run): Promise<Done> {
    const alias = aliasOf(run);
    const isNamed = alias !== null && alias.modelVersionArn === run.workflow.modelVersionArn;
    if (isNamed && alias.revision === inputOf(run).aliasRevision)
      return { kind: 'skipped', message: 'It names this version already.', more: resultOf(run) };
    const failure = whyNot(await describeVersion(run, run.workflow.modelVersionArn));
    return failure ? { kind: 'failed', failure } : move.do(run);
  },
};

const bakeStep: StepAction = {
  async do(run): Promise<Done> {
    const { workflow, now } = run;
    const made = (run.step.made as MadeBake | null) ?? { untilAt: now + inputOf(run).bakeMs };
    const failure = whyMoved(run) ?? whyNot(await describeVersion(run, workflow.modelVersionArn));
    if (failure) return { kind: 'failed', failure };
    if (now >= made.untilAt) return { kind: 'done', made };
    const waitsFor = { arn: workflow.modelVersionArn, status: 'RUNNING' } as const;
    const message = `Both run until ${new Date(made.untilAt).toISOString()}.`;
    return { kind: 'wait', untilAt: Math.min(made.untilAt, now + CHECK_MS), message, made, waitsFor };
  },
  undo: async () => ({ kind: 'undone' }),
};

/** Of the version that the alias named before. */
const stopPreviousStep: StepAction = {
  async do(run): Promise<Done> {
    const { previousArn: arn } = inputOf(run);
    const failure = run.isFirstTry ? whyMoved(run) : null;
    if (failure) return { kind: 'failed', failure };
    const previous = arn && (await describeVersion(run, arn));
    if (!arn || !previous) return { kind: 'skipped', message: 'It is gone.' };
    if (previous.status === 'STARTING' || previous.status === 'UNKNOWN') return standing(run, previous);
    if (previous.status !== 'RUNNING')
      return run.isFirstTry
        ? { kind: 'skipped', message: `It is ${previous.status} already.` }
        : { kind: 'done' };
    const use = whyUsed(run.session, arn, { workflowId: run.id, aliasName: null });
    if (use !== null) return { kind: 'skipped', message: `It runs on: ${use}.` };
    await run.change({
      ...{ mutation: 'stopModelVersion', input: { modelVersionArn: arn }, isTakingBack: true },
      declare: () => stopModelVersion(arn),
    });
    return { kind: 'done' };
  },
};

/** By the actions of `rollOutSteps`. */
export const ROLL_OUT_STEPS: StepActions = {
  start: startStep,
  'move-alias': moveStep,
  bake: bakeStep,
  'stop-previous': stopPreviousStep,
};

function standing({ now }: StepRun, { arn, status }: ModelVersion): Done {
  const message = `AWS stops no version that is ${status}.`;
  return { kind: 'wait', untilAt: now + SOON_MS, message, waitsFor: { arn, status } };
}

/** Null: the alias is as this workflow has left it. */
function whyMoved(run: StepRun): Failure | null {
  const alias = aliasOf(run);
  const isOwn = alias?.changeId === changeIdOf(run.id, 'move-alias');
  if (isOwn || (alias !== null && alias.revision === inputOf(run).aliasRevision)) return null;
  const message = 'Somebody else has moved the alias meanwhile, so it stays as it is.';
  return { code: 'REVISION_MISMATCH', message, awsRequestId: null };
}

/** Null: it runs, as far as AWS tells. */
function whyNot(version: ModelVersion | null): Failure | null {
  if (version?.status === 'RUNNING' || version?.status === 'UNKNOWN') return null;
  if (!version) return { code: 'NOT_FOUND', message: 'The model version is gone.', awsRequestId: null };
  return {
    code: 'IN_USE',
    message: `It does not run any more: it is ${version.status}.`,
    awsRequestId: null,
  };
}

function resultOf({ workflow }: StepRun) {
  return { resultArn: workflow.modelVersionArn };
}

function aliasOf({ workflow: { project, aliasName }, session }: StepRun) {
  return project.arn && aliasName !== null ? aliasNamed(session.records, project.arn, aliasName) : null;
}

function inputOf({ workflow }: StepRun): RollOut {
  return workflow.input as RollOut;
}
