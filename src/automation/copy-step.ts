import {
  type CopyVerdict,
  judgeCopy,
  type MadeCopy,
  type Promotion,
  whyKeepCopy,
} from '../domain/automation/promotion.js';
import { stepOf } from '../domain/automation/workflow.js';
import type { Done, Undone } from '../domain/automation/workflow-progress.js';
import { GatewayError } from '../domain/errors.js';
import { notFound } from '../domain/foresight.js';
import type { ModelVersion } from '../domain/model.js';
import { oneCall } from '../domain/plan.js';
import { aliasesOf } from '../services/aliases.js';
import { deleteModelVersion } from '../services/mutations/model-version-changes.js';
import { copyModelVersion } from '../services/mutations/new-model-versions.js';
import { type StepAction, type StepRun, stillArriving } from './step-action.js';

/** Between two describes of a copy; a change of status that the poller sees comes sooner. */
const LOOK_MS = 30_000;
/** AWS may show a new version so late, and know of a new policy. */
const SETTLE_MS = 60_000;
const SOON_MS = 5_000;

/** The copy, from its beginning to COPYING_COMPLETED. */
export const copyStep: StepAction = {
  async do(run): Promise<Done> {
    const found = await findCopy(run);
    if (found === undefined) return settling(run, notFound('project'), 'project');
    const made = madeIn(run);
    const verdict = run.isFirstTry && found ? 'another' : verdictOf(run, found);
    if (verdict === 'none' && made === null) return begin(run);
    if (verdict === 'none' && made !== null && run.now < made.at + SETTLE_MS)
      return waiting(run, null, SOON_MS);
    if (found && verdict === 'copying') return { ...waiting(run, found, LOOK_MS), ...madeOf(run, found) };
    if (found && verdict === 'copied') {
      const { arn: resultArn } = found;
      return { kind: 'done', ...madeOf(run, found), more: { resultArn } };
    }
    if (found && verdict === 'failed') return failed(found);
    throw made === null && verdict === 'another' ? taken() : gone();
  },

  async undo(run): Promise<Undone> {
    const found = await findCopy(run);
    const verdict = verdictOf(run, found ?? null);
    if (!found || verdict === 'none' || verdict === 'another') {
      return stillArriving(run) ?? { kind: 'undone' };
    }
    if (verdict === 'copying') return { ...waiting(run, found, LOOK_MS), ...madeOf(run, found) };
    if (verdict !== 'deleting') {
      const names = aliasesOf(run.session.records, found.arn).map(({ name }) => name);
      const reason = whyKeepCopy(found, names);
      if (reason !== null) return { kind: 'left', message: reason };
      const { arn } = found;
      const input = { modelVersionArn: arn };
      await run.change({ mutation: 'deleteModelVersion', input, declare: () => deleteModelVersion(arn) });
    }
    const deleting = { ...found, status: 'DELETING' } as const;
    return {
      ...waiting(run, deleting, SOON_MS),
      message: 'AWS is deleting it.',
      goneAt: 0,
      ...madeOf(run, found),
    };
  },
};

/** Null: there is none of the name. Undefined: its project is gone. */
async function findCopy(run: StepRun): Promise<ModelVersion | null | undefined> {
  const { upstream, callContext } = run.session;
  const { arn } = run.workflow.project;
  if (arn === null) return undefined;
  const found = await upstream.describeModelVersions(arn, [inputOf(run).versionName], callContext);
  return found ? (found.values[0] ?? null) : undefined;
}

function verdictOf(run: StepRun, found: ModelVersion | null): CopyVerdict {
  return judgeCopy(found, run.workflow.modelVersionArn, madeIn(run)?.arn ?? null);
}

async function begin(run: StepRun): Promise<Done> {
  const { workflow, change } = run;
  const { sourceProjectArn, versionName, outputConfig, kmsKeyId, tags } = inputOf(run);
  const { arn: destinationProjectArn } = workflow.project;
  if (destinationProjectArn === null) throw notFound('project');
  const input = {
    ...{ sourceProjectArn, sourceModelVersionArn: workflow.modelVersionArn, destinationProjectArn },
    ...{ versionName, outputConfig, kmsKeyId, tags },
  };
  try {
    const { modelVersion } = await change({
      ...{ mutation: 'copyModelVersion', input },
      declare: () => copyModelVersion(input),
    });
    return { ...waiting(run, modelVersion, LOOK_MS), ...madeOf(run, modelVersion) };
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : null;
    if (code === 'UPSTREAM_ACCESS_DENIED') return settling(run, error, 'put-policy');
    if (code === 'NOT_FOUND') return settling(run, error, 'project');
    throw error;
  }
}

/** What an earlier step has just made, AWS may not know everywhere yet. Throws the error where that was long ago. */
function settling({ workflow, now }: StepRun, error: unknown, action: string): Done {
  const made = stepOf(workflow, action);
  if (made?.state !== 'DONE' || now >= (made.endedAt ?? 0) + SETTLE_MS) throw error;
  return {
    kind: 'wait',
    untilAt: now + SOON_MS,
    message: `AWS does not know yet what ${made.name} has made.`,
  };
}

function waiting({ now }: StepRun, found: ModelVersion | null, pauseMs: number) {
  const waitsFor = found && { waitsFor: { arn: found.arn, status: found.status } };
  const message = `AWS is copying it${found ? '' : ', but does not show it yet'}.`;
  return { kind: 'wait', untilAt: now + pauseMs, message, ...waitsFor } as const;
}

function failed({ statusMessage }: ModelVersion): Done {
  const reason = statusMessage ? ` ${statusMessage}` : '';
  const failure = {
    code: 'UPSTREAM_FAILED',
    message: `AWS could not copy it.${reason}`,
    awsRequestId: null,
  } as const;
  return { kind: 'failed', failure };
}

function madeOf(run: StepRun, { arn }: ModelVersion) {
  const made: MadeCopy = { arn, at: madeIn(run)?.at ?? run.now };
  return { made, takeBack: oneCall('DeleteProjectVersion', arn).calls };
}

function madeIn({ step }: StepRun): MadeCopy | null {
  return step.made as MadeCopy | null;
}

function inputOf({ workflow }: StepRun): Promotion {
  return workflow.input as Promotion;
}

function taken(): GatewayError {
  return new GatewayError('ALREADY_EXISTS', 'Somebody else has made a model version of this name meanwhile.');
}

function gone(): GatewayError {
  return new GatewayError('NOT_FOUND', 'The copy is gone: somebody has deleted it.');
}
