import { inUse } from '../errors.js';
import { begin } from '../lifecycle.js';
import { VERSION_ARN } from '../members.js';
import { operation } from '../operation.js';
import { TPS } from '../quotas.js';
import { ownVersion } from '../resources.js';
import type { VersionStatus } from '../state.js';
import { structure } from '../validation/shape.js';

/** "You can't delete a model if it is running or if it is training"; that a copy under way counts too is inferred. */
const BUSY: readonly VersionStatus[] = [
  'TRAINING_IN_PROGRESS',
  'COPYING_IN_PROGRESS',
  'STARTING',
  'RUNNING',
  'STOPPING',
  'DELETING',
];

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProjectVersion.html */
export const deleteProjectVersion = operation({
  name: 'DeleteProjectVersion',
  notes: 'Not while training, copying, starting, running or stopping.',
  tps: TPS,
  changesState: true,
  input: structure({ ProjectVersionArn: VERSION_ARN }, {}),
  run(world, { ProjectVersionArn }) {
    const { status, ...version } = ownVersion(world, ProjectVersionArn);
    if (BUSY.includes(status))
      throw inUse(`The project version cannot be deleted while its status is ${status}.`);
    const change = begin('DELETING', null, world.nowMs, world.timing.deleteMs);
    world.region.versions[version.arn] = { ...version, change };
    return { Status: 'DELETING' };
  },
});
