import type { ModelVersionArn } from '../domain/arn.js';
import type { RollOut } from '../domain/automation/roll-out.js';
import { isEnded, readWorkflow, type Workflow } from '../domain/automation/workflow.js';
import { aliasesOf } from './aliases.js';
import { wantedBy } from './schedules.js';
import type { Services } from './session.js';
import { WORKFLOW_KIND } from './workflows.js';

/** No schedule has such a name. */
const NO_SCHEDULE = { projectArn: '' as never, name: '' };

/**
 * Why a version must not be stopped; null: nothing that the gateway knows uses it.
 * @param but - a workflow, and an alias by its name, that do not count
 */
export function whyUsed(
  { records, clock }: Pick<Services, 'records' | 'clock'>,
  arn: ModelVersionArn,
  but: { readonly workflowId: string | null; readonly aliasName: string | null },
): string | null {
  const alias = aliasesOf(records, arn).find((it) => it.name !== but.aliasName);
  if (alias) return `the alias ${alias.name} names it`;
  const [schedule] = wantedBy(records, arn, NO_SCHEDULE, clock.wallNow());
  if (schedule) return `the window of the schedule ${schedule.name} is open`;
  const others = records.list(WORKFLOW_KIND).filter((it) => it.key !== but.workflowId);
  return others.some((it) => uses(readWorkflow(it.value), arn)) ? 'another workflow uses it' : null;
}

function uses(workflow: Workflow, arn: ModelVersionArn): boolean {
  if (isEnded(workflow)) return false;
  const previous = workflow.kind === 'ROLL_OUT' ? (workflow.input as RollOut).previousArn : null;
  return [workflow.modelVersionArn, workflow.resultArn, previous].includes(arn);
}
