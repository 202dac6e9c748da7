import type { ModelVersionArn } from '../domain/arn.js';
import { judgeStart, judgeUndo, type MadeStart, type RollOut } from '../domain/automation/roll-out.js';
import type { Done, Undone } from '../domain/automation/workflow-progress.js';
import { printDuration } from '../domain/duration.js';
import { GatewayError } from '../domain/errors.js';
import { notFound, refuseStatus } from '../domain/foresight.js';
import type { ModelVersion } from '../domain/model.js';
import { oneCall } from '../domain/plan.js';
import { startModelVersion, stopModelVersion } from '../services/mutations/model-version-changes.js';
import { startWithStop } from '../services/mutations/start-with-stop.js';
import { whyUsed } from '../services/version-uses.js';
import { describeVersion } from './describe-version.js';
import type { StepAction, StepRun } from './step-action.js';

/** Between two describes; a change of status that the poller sees comes sooner. */
const LOOK_MS = 30_000;
const SOON_MS = 2_000;

/** The version of a rollout, from its start to RUNNING. */
export const startStep: StepAction = {
  async do(run): Promise<Done> {
    const version = await describeVersion(run, run.workflow.modelVersionArn);
    if (!version) throw notFound('model version');
    const made = madeIn(run);
    const verdict = judgeStart(version.status, made, run.now);
    if (verdict === 'running') return ran(run, version);
    if (verdict === 'failed') return failed(`AWS could not start it.${reasonOf(version)}`);
    if (verdict === 'ended') return failed(`It is ${version.status}: somebody has stopped it.`);
    if (run.now > (run.step.startedAt ?? run.now) + inputOf(run).longestStartMs)
      return failed(`It did not run within ${printDuration(inputOf(run).longestStartMs)}.`);
    if (verdict !== 'standing') return waiting(run, version, made ?? foreign(run, version));
    refuseStatus('start', version.status);
    // On record before it is sent: what is found afterwards is its own.
    return made?.isOwn ? send(run, version, made) : waiting(run, version, intent(run, version), 0);
  },

  async undo(run): Promise<Undone> {
    const made = madeIn(run);
    if (!made?.isOwn) return { kind: 'undone', message: 'It was not started by this workflow.' };
    const arn = run.workflow.modelVersionArn;
    const version = await describeVersion(run, arn);
    if (!version) return { kind: 'undone', message: 'It is gone.' };
    const verdict = judgeUndo(version, made, inputOf(run), run.now);
    if (verdict === 'done') return { kind: 'undone' };
    if (verdict === 'restarted') return { kind: 'left', message: 'Somebody has started it again meanwhile.' };
    if (verdict === 'wait') return waiting(run, version, made);
    const use = whyUsed(run.session, arn, { workflowId: run.id, aliasName: null });
    if (use !== null) return { kind: 'left', message: `It runs on: ${use}.` };
    await run.change({
      ...{ mutation: 'stopModelVersion', input: { modelVersionArn: arn } },
      declare: () => stopModelVersion(arn),
    });
    return waiting(run, { ...version, status: 'STOPPING' }, { ...made, isSent: true, stoppedAt: run.now });
  },
};

function ran(run: StepRun, version: ModelVersion): Done {
  const made = madeIn(run);
  if (made?.isOwn) return { kind: 'done', made, takeBack: stopOf(run.workflow.modelVersionArn) };
  const { minInferenceUnits } = version;
  const isAsWanted = minInferenceUnits === inputOf(run).minInferenceUnits;
  const units = isAsWanted ? '' : ` with ${minInferenceUnits} inference units, which stay`;
  return { kind: 'skipped', message: `It runs already${units}.` };
}

async function send(run: StepRun, version: ModelVersion, made: MadeStart): Promise<Done> {
  const { minInferenceUnits, maxInferenceUnits } = inputOf(run);
  const { arn } = version;
  const units = { min: minInferenceUnits, max: maxInferenceUnits };
  const { maxStopAfterMs } = run.session.stopRules;
  try {
    await run.change({
      ...{ mutation: 'startModelVersion', input: { modelVersionArn: arn, ...inputUnits(units) } },
      // A rollout says itself how long it is to run, so that the default does not count.
      declare: () =>
        maxStopAfterMs === null ? startModelVersion(arn, units) : startWithStop(arn, units, maxStopAfterMs),
    });
  } catch (error) {
    const isBusy = error instanceof GatewayError && error.code === 'IN_USE';
    if (isBusy) return waiting(run, version, foreign(run, version), SOON_MS); // somebody was faster
    throw error;
  }
  return waiting(run, { ...version, status: 'STARTING' }, { ...made, isSent: true, at: run.now });
}

function inputUnits({ min, max }: { readonly min: number; readonly max: number | null }) {
  return { minInferenceUnits: min, maxInferenceUnits: max };
}

function waiting({ now }: StepRun, { arn, status }: ModelVersion, made: MadeStart, pauseMs = LOOK_MS) {
  const takeBack = made.isOwn ? stopOf(arn) : [];
  const wait = { untilAt: now + pauseMs, message: `It is ${status}.`, made, takeBack };
  return { kind: 'wait', ...wait, waitsFor: { arn, status } } as const;
}

function intent({ now }: StepRun, { status }: ModelVersion): MadeStart {
  return { isOwn: true, isSent: false, at: now, from: status, stoppedAt: null };
}

function foreign(run: StepRun, version: ModelVersion): MadeStart {
  return { ...intent(run, version), isOwn: false };
}

function stopOf(arn: ModelVersionArn) {
  return oneCall('StopProjectVersion', arn).calls;
}

function failed(message: string): Done {
  return { kind: 'failed', failure: { code: 'UPSTREAM_FAILED', message, awsRequestId: null } };
}

function reasonOf({ statusMessage }: ModelVersion): string {
  return statusMessage ? ` ${statusMessage}` : '';
}

function madeIn({ step }: StepRun): MadeStart | null {
  return step.made as MadeStart | null;
}

function inputOf({ workflow }: StepRun): RollOut {
  return workflow.input as RollOut;
}
