import type { RollOut } from '../../domain/automation/roll-out.js';
import { aliasTarget } from '../../domain/automation/workflow-targets.js';
import { GatewayError } from '../../domain/errors.js';
import type { ModelVersion } from '../../domain/model.js';
import type { Warning } from '../../domain/plan.js';
import { aliasNamed } from '../aliases.js';
import { Comparison } from '../comparison.js';
import { projectNameOf } from '../permissions.js';
import { plannedStopOf } from '../planned-stops.js';
import { loadVersion } from '../reading/loaders.js';
import { schedulesIn } from '../schedules.js';
import type { Session } from '../session.js';
import { whyUsed } from '../version-uses.js';
import { workflowAbout } from '../workflow-records.js';
import type { WorkflowNode } from '../workflows.js';
import type { RollOutRequest } from './roll-out-plan.js';

/** What the caller should know of a rollout, also where it is refused. */
export async function rollOutWarnings(
  session: Session,
  request: RollOutRequest,
): Promise<readonly Warning[]> {
  const version = await loadVersion(session.loaders, request.modelVersionArn);
  if (!version) return [];
  const begun = begunOf(session, version, request);
  const previousArn = begun
    ? (begun.workflow.input as RollOut).previousArn
    : aliasNamed(session.records, version.projectArn, request.aliasName)?.modelVersionArn;
  const isOther = previousArn && previousArn !== version.arn;
  const previous = isOther ? await loadVersion(session.loaders, previousArn) : null;
  return [
    ...unitsStay(version, request),
    ...stops(session, version, request),
    ...(previous ? runsOn(session, previous, request, begun?.id ?? null) : []),
    ...(previous ? await testSets(session, previous, version, request) : []),
  ];
}

/** The rollout itself, which is on record by now unless it was refused; it may have moved the alias. */
function begunOf(session: Session, { arn }: ModelVersion, request: RollOutRequest): WorkflowNode | null {
  const about = workflowAbout(session, aliasTarget(projectNameOf(arn), request.aliasName));
  const isThis = about?.workflow.kind === 'ROLL_OUT' && about.workflow.modelVersionArn === arn;
  return isThis ? about : null;
}

function unitsStay(version: ModelVersion, request: RollOutRequest): Warning[] {
  const isUp = version.status === 'STARTING' || version.status === 'RUNNING';
  const fields = (['minInferenceUnits', 'maxInferenceUnits'] as const).filter(
    (it) => isUp && version[it] !== request[it],
  );
  return fields.map((field) => ({
    ...{ code: 'NOT_RESCALED', field: [field] },
    message: `${field}: the model runs with ${version[field] ?? 'none'} already and is not rescaled.`,
  }));
}

/** What would stop the version again. */
function stops(session: Session, version: ModelVersion, { aliasName }: RollOutRequest): Warning[] {
  const { records, stopRules } = session;
  const planned = plannedStopOf(session, version);
  const schedules = schedulesIn(records, version.projectArn).filter(
    (it) => it.isEnabled && (it.aliasName === aliasName || it.modelVersionArn === version.arn),
  );
  const warn = (code: string, why: string): Warning => ({
    ...{ code, field: ['modelVersionArn'] },
    message: `modelVersionArn: ${why}, also if the alias names it then.`,
  });
  return [
    ...(planned ? [warn('PLANNED_STOP', 'a stop is planned for this version')] : []),
    ...(stopRules.maxStopAfterMs !== null && !planned
      ? [warn('PLANNED_STOP', 'MAX_STOP_AFTER of this gateway stops this version')]
      : []),
    ...schedules.map(({ name }) =>
      warn('SCHEDULE_STOPS_IT', `the schedule ${name} stops this version at the end of its windows`),
    ),
  ];
}

function runsOn(
  session: Session,
  { arn }: ModelVersion,
  { aliasName, stopsPrevious }: RollOutRequest,
  workflowId: string | null,
): Warning[] {
  const use = stopsPrevious ? whyUsed(session, arn, { workflowId, aliasName }) : null;
  if (use === null) return [];
  return [
    {
      code: 'PREVIOUS_STAYS',
      message: `stopPrevious: the version before runs on: ${use}.`,
      field: ['stopPrevious'],
    },
  ];
}

async function testSets(
  session: Session,
  previous: ModelVersion,
  version: ModelVersion,
  { gate }: RollOutRequest,
): Promise<Warning[]> {
  if (gate.maxLabelF1Drop === null) return [];
  const differ = await new Comparison(session, previous, version).testSetsDiffer().catch((error: unknown) => {
    if (error instanceof GatewayError) return null;
    throw error;
  });
  if (differ === false) return [];
  const known = differ ? 'were tested on different images' : 'may have been tested on different images';
  const message = `gate.maxLabelF1Drop: the two versions ${known}, so that their scores are not comparable.`;
  const code = differ ? 'TEST_SETS_DIFFER' : 'TEST_SETS_UNKNOWN';
  return [{ code, message, field: ['gate', 'maxLabelF1Drop'] }];
}
