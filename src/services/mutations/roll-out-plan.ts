import { accountRegionOf } from '../../domain/arn.js';
import { type Gate, refuseByGate } from '../../domain/automation/gate.js';
import type { RollOut } from '../../domain/automation/roll-out.js';
import { aliasTarget } from '../../domain/automation/workflow-targets.js';
import { GatewayError } from '../../domain/errors.js';
import { refuseAdapter, refuseStatus } from '../../domain/foresight.js';
import type { ModelVersion } from '../../domain/model.js';
import { hourlyCostChangeOfAll } from '../../domain/money/cost.js';
import { type Foreseen, oneCall } from '../../domain/plan.js';
import { aliasNamed } from '../aliases.js';
import { Comparison } from '../comparison.js';
import { withFields } from '../error-fields.js';
import { projectNameOf } from '../permissions.js';
import { loadVersion } from '../reading/loaders.js';
import { leadTimeOf } from '../schedules.js';
import type { Session } from '../session.js';
import { whyUsed } from '../version-uses.js';
import { refuseTargets } from '../workflow-records.js';
import { refuseAliasMove } from './alias-move-checks.js';
import { checkBudgets } from './budget-guard.js';
import { countNow, readVersion } from './current-state.js';
import { checkUnits, versionsAt } from './guard-rails.js';

export interface RollOutRequest {
  readonly aliasName: string;
  readonly modelVersionArn: ModelVersion['arn'];
  readonly minInferenceUnits: number;
  readonly maxInferenceUnits: number | null;
  readonly gate: Gate;
  /** In milliseconds; 0: not at all. */
  readonly bakeMs: number;
  readonly stopsPrevious: boolean;
}

/** What a rollout is going to do. It survives JSON. */
export interface RollOutPlan extends Required<Foreseen> {
  readonly projectArn: ModelVersion['projectArn'];
  readonly targets: readonly string[];
  readonly input: RollOut;
}

/** AWS says that a start takes up to half an hour. */
const LONGEST_START_MS = 30 * 60_000;

/**
 * Reads all that a rollout depends on, before anything happens.
 * @throws what would refuse it, as far as looks can tell
 */
export async function planRollOut(session: Session, request: RollOutRequest): Promise<RollOutPlan> {
  const { modelVersionArn, aliasName, minInferenceUnits, maxInferenceUnits } = request;
  const { bakeMs, stopsPrevious } = request;
  const version = await readTarget(session, request);
  const { projectArn } = version;
  const alias = aliasNamed(session.records, projectArn, aliasName);
  await refuseAliasMove(session, projectArn, alias);
  const targets = [aliasTarget(projectNameOf(modelVersionArn), aliasName)];
  refuseTargets(session, targets);
  const previous = alias && alias.modelVersionArn !== modelVersionArn ? alias.modelVersionArn : null;
  const before = previous && (await loadVersion(session.loaders, previous));
  await refuseGate(session, request, version, previous === null ? undefined : before);
  const needsStart = version.status !== 'RUNNING' && version.status !== 'STARTING';
  if (needsStart) await refuseStart(session, request, version);
  const input = {
    ...{ minInferenceUnits, maxInferenceUnits, bakeMs, stopsPrevious, previousArn: previous },
    aliasRevision: alias?.revision ?? null,
    longestStartMs: Math.max(LONGEST_START_MS, leadTimeOf(session.records, projectArn)),
  };
  const stopped = stopsPrevious && before && willStop(session, before, aliasName) ? before : null;
  return { projectArn, targets, input, ...foresee(session, needsStart ? version : null, stopped, input) };
}

async function readTarget(session: Session, { modelVersionArn }: RollOutRequest): Promise<ModelVersion> {
  const fields = { NOT_FOUND: 'modelVersionArn', INVALID_INPUT: 'modelVersionArn' };
  return withFields(fields, async () => {
    const version = await readVersion(session, modelVersionArn);
    refuseAdapter(version);
    return version;
  });
}

/** @param before - null: it is gone; undefined: there is none */
async function refuseGate(
  session: Session,
  { gate }: RollOutRequest,
  version: ModelVersion,
  before: ModelVersion | null | undefined,
): Promise<void> {
  const needsReports = gate.maxLabelF1Drop !== null && before;
  const comparison = needsReports
    ? await new Comparison(session, before, version).compareReports()
    : (before as null | undefined);
  refuseByGate(gate, { f1Score: version.evaluationResult?.f1Score ?? null, comparison });
}

/** A start needs a place that is free: the version before runs on meanwhile. */
async function refuseStart(session: Session, request: RollOutRequest, version: ModelVersion): Promise<void> {
  const { guardRails } = session;
  await withFields({ IN_USE: 'modelVersionArn', INVALID_INPUT: 'modelVersionArn' }, async () =>
    refuseStatus('start', version.status),
  );
  checkUnits(guardRails, { ...request });
  await checkBudgets(session, version.arn, true);
  const at = accountRegionOf(version.arn);
  const running = await countNow(session, at, await versionsAt(session, at), ['STARTING', 'RUNNING']);
  const most = Math.min(
    guardRails.runningModelsQuota,
    guardRails.maxRunningModels ?? Number.POSITIVE_INFINITY,
  );
  if (running < most) return;
  // How many run is not in the message: some may be of projects that the caller may not see.
  const message = `modelVersionArn: no more than ${most} models may run in the account and region (RUNNING_MODELS_QUOTA), and both versions run for a while. Stop another one first.`;
  throw new GatewayError('QUOTA_EXCEEDED', message, { field: ['modelVersionArn'] });
}

function willStop(session: Session, { arn, status }: ModelVersion, aliasName: string): boolean {
  return status === 'RUNNING' && whyUsed(session, arn, { workflowId: null, aliasName }) === null;
}

function foresee(
  { prices }: Session,
  started: ModelVersion | null,
  stopped: ModelVersion | null,
  { minInferenceUnits }: RollOut,
): Required<Foreseen> {
  const changes = [
    ...(started
      ? [{ from: started, to: { ...started, status: 'RUNNING', minInferenceUnits } as const }]
      : []),
    ...(stopped ? [{ from: stopped, to: { ...stopped, status: 'STOPPED' } as const }] : []),
  ];
  return {
    calls: [
      ...(started ? oneCall('StartProjectVersion', started.arn).calls : []),
      ...(stopped ? oneCall('StopProjectVersion', stopped.arn).calls : []),
    ],
    hourlyCostChange: hourlyCostChangeOfAll(prices, changes),
  };
}
