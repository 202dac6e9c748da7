import { accountRegionOf } from '../../domain/arn.js';
import { refuseAdapter, refuseFull, refuseStatus, refuseUnits } from '../../domain/foresight.js';
import type { ModelVersion } from '../../domain/model.js';
import { callAbout, type PlannedCall } from '../../domain/plan.js';
import type { InferenceUnits } from '../../upstream/port.js';
import type { Session } from '../session.js';
import { countNow, readVersion } from './current-state.js';
import { versionsAt } from './guard-rails.js';

// What would be sent; throws what AWS would refuse it with, in the order in which it is found.

/** @param known - as last seen */
export async function foreseeStart(
  session: Session,
  known: ModelVersion,
  units: InferenceUnits,
): Promise<readonly PlannedCall[]> {
  const { arn, status, feature } = await readVersion(session, known.arn, known.projectArn);
  refuseAdapter({ feature });
  refuseStatus('start', status);
  const others = await versionsAt(session, accountRegionOf(arn));
  refuseUnits(units.max ?? units.min, mostUnits(others));
  refuseFull('running models', await countNow(session, others, ['STARTING', 'RUNNING']));
  return [callAbout('StartProjectVersion', arn)];
}

/** @param known - as last seen */
export async function foreseeStop(session: Session, known: ModelVersion): Promise<readonly PlannedCall[]> {
  const now = await readVersion(session, known.arn, known.projectArn);
  refuseAdapter(now);
  refuseStatus('stop', now.status);
  return [callAbout('StopProjectVersion', known.arn)];
}

/** @param known - as last seen */
export async function foreseeDeletion(
  session: Session,
  known: ModelVersion,
): Promise<readonly PlannedCall[]> {
  const { arn, status } = await readVersion(session, known.arn, known.projectArn);
  refuseStatus('delete', status);
  return [callAbout('DeleteProjectVersion', arn)];
}

/** That a model of them was last started with; 0: none was. */
function mostUnits(versions: readonly ModelVersion[]): number {
  return Math.max(0, ...versions.map((it) => it.maxInferenceUnits ?? it.minInferenceUnits ?? 0));
}
