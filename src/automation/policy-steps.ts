import { accountRegionOf } from '../domain/arn.js';
import {
  isSamePolicy,
  type MadePolicy,
  type Promotion,
  policyFor,
  policyNameOf,
} from '../domain/automation/promotion.js';
import { stepOf } from '../domain/automation/workflow.js';
import type { Undone } from '../domain/automation/workflow-progress.js';
import { copyDecision } from '../domain/copy-decision.js';
import { GatewayError } from '../domain/errors.js';
import { notFound } from '../domain/foresight.js';
import type { ProjectPolicy } from '../domain/model.js';
import { oneCall } from '../domain/plan.js';
import { deletePolicy, putPolicy } from '../services/policies.js';
import { notFoundYet, type StepAction, type StepRun, stillArriving } from './step-action.js';

/** Lets the destination's account copy the one version, unless the source's policies let it already. */
export const putPolicyStep: StepAction = {
  async do(run) {
    const policies = await policiesOf(run);
    if (policies === null) throw notFound('project');
    const own = policies.find((it) => it.policyName === policyNameOf(run.id));
    if (own && isSamePolicy(own, documentOf(run))) return { kind: 'done', ...madeOf(run, own) };
    if (own) throw new GatewayError('ALREADY_EXISTS', CHANGED);
    const documents = policies.map(({ policyDocument }) => policyDocument);
    const decision = copyDecision(documents, run.workflow.project.accountId, run.workflow.modelVersionArn);
    if (decision === 'ALLOW')
      return { kind: 'skipped', message: 'The policies of the source allow the copy already.' };
    if (decision === 'DENY')
      throw new GatewayError('UPSTREAM_ACCESS_DENIED', 'A policy of the source project forbids the copy.');
    return { kind: 'done', ...madeOf(run, await putOwn(run)) };
  },

  async undo(run): Promise<Undone> {
    const made = run.step.made as MadePolicy | null;
    const taken = await takeAway(run, made?.revisionId ?? null);
    if (taken === 'changed') return { kind: 'left', message: CHANGED };
    return (taken === 'none' ? stillArriving(run) : null) ?? { kind: 'undone' };
  },
};

/** Takes away the policy that was put, as soon as it is not needed any more. */
export const takePolicyStep: StepAction = {
  async do(run) {
    const put = stepOf(run.workflow, 'put-policy');
    if (put?.state !== 'DONE') return { kind: 'skipped', message: 'No policy was put.' };
    const taken = await takeAway(run, (put.made as MadePolicy).revisionId);
    if (taken === 'changed') return { kind: 'left', message: CHANGED };
    if (taken === 'taken') return { kind: 'done' };
    return notFoundYet(run) ?? { kind: 'skipped', message: 'It was gone already.' };
  },
};

const CHANGED = 'Somebody has changed the policy meanwhile, so it stays as it is.';

/**
 * Deletes the workflow's own policy if it still has this revision.
 * @param revisionId - null: the policy that an earlier try may have put
 */
async function takeAway(run: StepRun, revisionId: string | null): Promise<'taken' | 'none' | 'changed'> {
  const own = (await policiesOf(run))?.find((it) => it.policyName === policyNameOf(run.id));
  if (!own) return 'none';
  const isOwn =
    revisionId === null ? isSamePolicy(own, documentOf(run)) : own.policyRevisionId === revisionId;
  if (!isOwn) return 'changed';
  const { policyName, policyRevisionId } = own;
  const { sourceProjectArn: projectArn } = inputOf(run);
  await run.change({
    ...{ mutation: 'deleteProjectPolicy', isTakingBack: true },
    input: { projectArn, policyName, policyRevisionId },
    declare: () => deletePolicy(projectArn, policyName, policyRevisionId),
  });
  return 'taken';
}

async function putOwn(run: StepRun): Promise<ProjectPolicy> {
  const input = {
    projectArn: inputOf(run).sourceProjectArn,
    policyName: policyNameOf(run.id),
    policyDocument: documentOf(run),
    policyRevisionId: null,
  };
  const { projectPolicy } = await run.change({
    ...{ mutation: 'putProjectPolicy', input },
    declare: () => putPolicy(input),
  });
  return projectPolicy;
}

/** Null: the source project is gone. */
async function policiesOf(run: StepRun): Promise<readonly ProjectPolicy[] | null> {
  const { upstream, callContext } = run.session;
  return upstream.listProjectPolicies(inputOf(run).sourceProjectArn, callContext);
}

function documentOf(run: StepRun) {
  return policyFor(
    inputOf(run).principal ?? accountRegionOf(run.workflow.modelVersionArn).accountId,
    run.workflow.modelVersionArn,
  );
}

function inputOf({ workflow }: StepRun): Promotion {
  return workflow.input as Promotion;
}

function madeOf(run: StepRun, { policyRevisionId: revisionId }: ProjectPolicy) {
  const { calls: takeBack } = oneCall('DeleteProjectPolicy', inputOf(run).sourceProjectArn);
  return { made: { revisionId } satisfies MadePolicy, takeBack };
}
