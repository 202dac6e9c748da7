import { accountRegionOf } from '../../domain/arn.js';
import type { InferenceUnits } from '../../domain/change-inputs.js';
import { refuseAdapter, refuseFull, refuseStatus, refuseUnits } from '../../domain/foresight.js';
import type { ModelVersion } from '../../domain/model.js';
import { hourlyCostChange } from '../../domain/money/cost.js';
import { type Foreseen, oneCall } from '../../domain/plan.js';
import type { Session } from '../session.js';
import { countNow, readVersion } from './current-state.js';
import { versionsAt } from './guard-rails.js';

// What would be sent; throws what AWS would refuse it with, in the order in which it is found.

/** @param known - as last seen */
export async function foreseeStart(
  session: Session,
  known: ModelVersion,
  units: InferenceUnits,
): Promise<Foreseen> {
  const now = await readVersion(session, known.arn, known.projectArn);
  const { arn } = now;
  refuseAdapter(now);
  refuseStatus('start', now.status);
  const at = accountRegionOf(arn);
  const others = await versionsAt(session, at);
  refuseUnits(units.max ?? units.min, mostUnits(others));
  refuseFull('running models', await countNow(session, at, others, ['STARTING', 'RUNNING']));
  const running = { ...now, status: 'RUNNING', minInferenceUnits: units.min } as const;
  return {
    ...oneCall('StartProjectVersion', arn),
    hourlyCostChange: hourlyCostChange(session.prices, now, running),
  };
}

/** @param known - as last seen */
export async function foreseeStop(session: Session, known: ModelVersion): Promise<Foreseen> {
  const now = await readVersion(session, known.arn, known.projectArn);
  refuseAdapter(now);
  refuseStatus('stop', now.status);
  const stopped = { ...now, status: 'STOPPED' } as const;
  return {
    ...oneCall('StopProjectVersion', known.arn),
    hourlyCostChange: hourlyCostChange(session.prices, now, stopped),
  };
}

/** @param known - as last seen */
export async function foreseeDeletion(session: Session, known: ModelVersion): Promise<Foreseen> {
  const { arn, status } = await readVersion(session, known.arn, known.projectArn);
  refuseStatus('delete', status);
  return oneCall('DeleteProjectVersion', arn);
}

/** That a model of them was last started with; 0: none was. */
function mostUnits(versions: readonly ModelVersion[]): number {
  return Math.max(0, ...versions.map((it) => it.maxInferenceUnits ?? it.minInferenceUnits ?? 0));
}
