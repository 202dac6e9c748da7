import { inUse } from '../errors.js';
import { begin } from '../lifecycle.js';
import { PROJECT_ARN } from '../members.js';
import { operation } from '../operation.js';
import { TPS } from '../quotas.js';
import { ownProject, versionsOf } from '../resources.js';
import { structure } from '../validation/shape.js';

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProject.html
 *
 * Its policies go with it, its versions must be gone before.
 */
export const deleteProject = operation({
  name: 'DeleteProject',
  notes: 'All versions must be gone. Policies go with the project.',
  tps: TPS,
  changesState: true,
  input: structure({ ProjectArn: PROJECT_ARN }, {}),
  run(world, { ProjectArn }) {
    const { status, ...project } = ownProject(world, ProjectArn);
    if (status === 'DELETING') throw inUse('The project is already being deleted.');
    if (versionsOf(world, project.arn).length > 0)
      throw inUse('The project cannot be deleted while it has project versions.');
    const change = begin('DELETING', null, world.nowMs, world.timing.projectMs);
    world.region.projects[project.arn] = { ...project, change };
    return { Status: 'DELETING' };
  },
});
