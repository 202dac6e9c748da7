import { inUse, invalidParameter, limitExceeded } from '../errors.js';
import { begin } from '../lifecycle.js';
import { INFERENCE_UNITS, VERSION_ARN } from '../members.js';
import { operation } from '../operation.js';
import { TPS } from '../quotas.js';
import { ownVersion, requireCustomLabels, versionsNow } from '../resources.js';
import type { VersionStatus } from '../state.js';
import { structure } from '../validation/shape.js';
import type { World } from '../world.js';

/** Whether a version may be started again from FAILED is not documented [UNC]; here it may. */
const STARTABLE: readonly VersionStatus[] = ['TRAINING_COMPLETED', 'STOPPED', 'COPYING_COMPLETED', 'FAILED'];
const NEVER_STARTABLE: readonly VersionStatus[] = [
  'TRAINING_FAILED',
  'COPYING_FAILED',
  'DEPRECATED',
  'EXPIRED',
];

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StartProjectVersion.html */
export const startProjectVersion = operation({
  name: 'StartProjectVersion',
  notes:
    'From TRAINING_COMPLETED, STOPPED, COPYING_COMPLETED and FAILED. Two models run at a time, 5 units each.',
  tps: TPS,
  changesState: true,
  input: structure(
    { ProjectVersionArn: VERSION_ARN, MinInferenceUnits: INFERENCE_UNITS },
    { MaxInferenceUnits: INFERENCE_UNITS },
  ),
  run(world, { ProjectVersionArn, MinInferenceUnits, MaxInferenceUnits }) {
    const version = ownVersion(world, ProjectVersionArn);
    requireCustomLabels(version, 'StartProjectVersion');
    requireStartable(version.status);
    requireUnits(world, MinInferenceUnits, MaxInferenceUnits);
    requireRoom(world);
    const { status: _, ...facts } = version;
    world.region.versions[version.arn] = {
      ...facts,
      minInferenceUnits: MinInferenceUnits,
      maxInferenceUnits: MaxInferenceUnits,
      inService: undefined,
      change: begin('STARTING', world.fails ? 'FAILED' : 'RUNNING', world.nowMs, world.timing.startMs),
    };
    return { Status: 'STARTING' };
  },
});

function requireStartable(status: VersionStatus): void {
  if (STARTABLE.includes(status)) return;
  const message = `The project version cannot be started while its status is ${status}.`;
  throw NEVER_STARTABLE.includes(status) ? invalidParameter(message) : inUse(message);
}

function requireUnits({ quotas }: World, min: number, max: number | undefined): void {
  if (max !== undefined && max < min)
    throw invalidParameter('MaxInferenceUnits must not be less than MinInferenceUnits.');
  const most = quotas.inferenceUnitsPerModel;
  if (Math.max(min, max ?? min) > most)
    throw limitExceeded(`A model may be started with at most ${most} inference units.`);
}

/** A model counts from its start on; whether one that is stopping still counts is not documented [UNC]: not here. */
function requireRoom(world: World): void {
  const running = versionsNow(world).filter(({ status }) => status === 'RUNNING' || status === 'STARTING');
  if (running.length >= world.quotas.runningModels)
    throw limitExceeded(`At most ${world.quotas.runningModels} models may run at the same time.`);
}
