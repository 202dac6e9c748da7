import { randomUUID } from 'node:crypto';
import { toAuthor } from '../../domain/automation/author.js';
import { promotionSteps } from '../../domain/automation/promotion.js';
import { planWorkflow } from '../../domain/automation/workflow.js';
import { checkConfigured } from '../account-regions.js';
import type { Session } from '../session.js';
import { type BegunWorkflow, beginWorkflow } from '../workflow-records.js';
import { toNode, WORKFLOW_KIND, type WorkflowNode } from '../workflows.js';
import type { Change } from './one-change.js';
import type { PromotionPlan } from './promotion-plan.js';
import { checkPromotion, type PromotionRequest } from './promotion-request.js';

/** Loaded by the first promotion. */
const planning = () => import('./promotion-plan.js');
const warning = () => import('./promotion-warnings.js');

interface Before {
  readonly id: string;
  readonly plan: PromotionPlan;
}

/**
 * Begins a promotion, which the gateway then carries out by itself. May be refused as INVALID_INPUT, NOT_FOUND, IN_USE,
 * ALREADY_EXISTS, QUOTA_EXCEEDED. It has begun if its workflow is on record.
 */
export function promoteModelVersion(request: PromotionRequest): Change<Before, WorkflowNode, BegunWorkflow> {
  return {
    check(session) {
      checkPromotion(session, request);
      checkConfigured(session, 'modelVersionArn', request.modelVersionArn);
    },
    before: async (session) => ({
      id: randomUUID(),
      plan: await (await planning()).planPromotion(session, request),
    }),
    foresee: async (_session, { plan }) => ({ calls: plan.calls }),
    send: (session, { id, plan }) => beginWorkflow(session, id, workflowOf(session, request, plan)),
    async recognise({ records }, { before }) {
      const record = before && records.get(WORKFLOW_KIND, before.id);
      return record ? { sent: toNode(record) } : 'not-done';
    },
    answer: async (_session, workflow) => ({ workflow }),
    warnings: async (session) => (await warning()).promotionWarnings(session, request),
  };
}

function workflowOf(
  { caller, clock }: Session,
  { modelVersionArn, aliasName }: PromotionRequest,
  { project, targets, input }: PromotionPlan,
) {
  return planWorkflow({
    ...{ kind: 'PROMOTION', createdAt: clock.wallNow(), author: toAuthor(caller), modelVersionArn },
    ...{ project: { ...project, arn: project.arn ?? null }, aliasName, targets, input },
    steps: promotionSteps(input, aliasName),
  });
}
