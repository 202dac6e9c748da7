import type { MadeCopy, Promotion } from '../domain/automation/promotion.js';
import { madeBy } from '../domain/automation/workflow.js';
import { aliasStep } from './alias-step.js';
import { copyStep } from './copy-step.js';
import { putPolicyStep, takePolicyStep } from './policy-steps.js';
import { projectStep } from './project-step.js';
import type { StepActions } from './step-action.js';

/** By the actions of `promotionSteps`. */
export const PROMOTION_STEPS: StepActions = {
  project: projectStep,
  'put-policy': putPolicyStep,
  copy: copyStep,
  'take-policy': takePolicyStep,
  'move-alias': aliasStep(({ workflow }) => ({
    revision: (workflow.input as Promotion).aliasRevision,
    modelVersionArn: madeBy<MadeCopy>(workflow, 'copy')?.arn ?? null,
  })),
};
