import { randomUUID } from 'node:crypto';
import { modelVersionArnParts } from '../../domain/arn.js';
import { toAuthor } from '../../domain/automation/author.js';
import { rollOutSteps } from '../../domain/automation/roll-out.js';
import { planWorkflow } from '../../domain/automation/workflow.js';
import { checkInferenceUnits, checkText } from '../../domain/constraints.js';
import { invalidInput } from '../../domain/errors.js';
import { checkConfigured } from '../account-regions.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';
import { type BegunWorkflow, beginWorkflow } from '../workflow-records.js';
import { toNode, WORKFLOW_KIND, type WorkflowNode } from '../workflows.js';
import type { Change } from './one-change.js';
import type { RollOutPlan, RollOutRequest } from './roll-out-plan.js';

/** Loaded by the first rollout. */
const planning = () => import('./roll-out-plan.js');
const warning = () => import('./roll-out-warnings.js');

interface Before {
  readonly id: string;
  readonly plan: RollOutPlan;
}

/**
 * Begins a rollout, which the gateway then carries out by itself. May be refused as INVALID_INPUT, NOT_FOUND, GATE_FAILED,
 * QUOTA_EXCEEDED, PROTECTED, IN_USE. It has begun if its workflow is on record.
 */
export function rollOutModelVersion(request: RollOutRequest): Change<Before, WorkflowNode, BegunWorkflow> {
  return {
    check(session) {
      checkText('aliasName', request.aliasName, ['aliasName']);
      checkInferenceUnits(request.minInferenceUnits, request.maxInferenceUnits);
      checkShare('minF1Score', request.gate.minF1Score);
      checkShare('maxLabelF1Drop', request.gate.maxLabelF1Drop);
      checkConfigured(session, 'modelVersionArn', request.modelVersionArn);
    },
    before: async (session) => ({
      id: randomUUID(),
      plan: await (await planning()).planRollOut(session, request),
    }),
    foresee: async (_session, { plan: { calls, hourlyCostChange } }) => ({ calls, hourlyCostChange }),
    send: (session, { id, plan }) => beginWorkflow(session, id, workflowOf(session, request, plan)),
    async recognise({ records }, { before }) {
      const record = before && records.get(WORKFLOW_KIND, before.id);
      return record ? { sent: toNode(record) } : 'not-done';
    },
    answer: async (_session, workflow) => ({ workflow }),
    warnings: async (session) => (await warning()).rollOutWarnings(session, request),
  };
}

function workflowOf(
  { caller, clock }: Session,
  { modelVersionArn, aliasName }: RollOutRequest,
  { projectArn, targets, input }: RollOutPlan,
) {
  const { previousArn } = input;
  const names = {
    ...{ version: modelVersionArnParts(modelVersionArn).versionName, alias: aliasName },
    previous: previousArn && modelVersionArnParts(previousArn).versionName,
  };
  return planWorkflow({
    ...{ kind: 'ROLL_OUT', createdAt: clock.wallNow(), author: toAuthor(caller), modelVersionArn },
    ...{ project: { ...projectNameOf(projectArn), arn: projectArn }, aliasName, targets, input },
    steps: rollOutSteps(input, names),
  });
}

function checkShare(name: string, share: number | null): void {
  if (share === null || (share >= 0 && share <= 1)) return;
  throw invalidInput(`gate.${name}: expected 0 to 1, not ${share}.`, ['gate', name]);
}
