import { inUse, invalidParameter } from '../errors.js';
import { begin } from '../lifecycle.js';
import { VERSION_ARN } from '../members.js';
import { operation } from '../operation.js';
import { TPS } from '../quotas.js';
import { ownVersion, requireCustomLabels } from '../resources.js';
import type { VersionStatus } from '../state.js';
import { endRun } from '../usage/runs.js';
import { structure } from '../validation/shape.js';

/** Whether a model may be stopped while it is starting is not documented [UNC]; an AWS sample tries it, so here it may. */
const STOPPABLE: readonly VersionStatus[] = ['RUNNING', 'STARTING'];
const IN_TRANSITION: readonly VersionStatus[] = [
  'TRAINING_IN_PROGRESS',
  'COPYING_IN_PROGRESS',
  'STOPPING',
  'DELETING',
];

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StopProjectVersion.html */
export const stopProjectVersion = operation({
  name: 'StopProjectVersion',
  notes: 'From RUNNING and STARTING.',
  tps: TPS,
  changesState: true,
  input: structure({ ProjectVersionArn: VERSION_ARN }, {}),
  run(world, { ProjectVersionArn }) {
    const running = ownVersion(world, ProjectVersionArn);
    const { status, ...version } = running;
    requireCustomLabels(version, 'StopProjectVersion');
    requireStoppable(status);
    endRun(world.region, running, world.nowMs);
    const change = begin('STOPPING', 'STOPPED', world.nowMs, world.timing.stopMs);
    world.region.versions[version.arn] = { ...version, change };
    return { Status: 'STOPPING' };
  },
});

/** Which error answers a model that does not run is not documented [UNC]. */
function requireStoppable(status: VersionStatus): void {
  if (STOPPABLE.includes(status)) return;
  const message = `The project version cannot be stopped while its status is ${status}.`;
  throw IN_TRANSITION.includes(status) ? inUse(message) : invalidParameter(message);
}
