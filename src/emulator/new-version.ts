import { versionArn } from './arns.js';
import { creationMs } from './creation.js';
import { inUse, limitExceeded } from './errors.js';
import { type LivingProject, versionsOf } from './resources.js';
import type { World } from './world.js';

/**
 * The identity of a new version in a project of the caller. Throws if the project is going, the name is taken or the
 * project is full. A project that is still CREATING is good enough: AWS's samples do not wait for it.
 */
export function newVersionIdentity(world: World, project: LivingProject, name: string) {
  if (project.status === 'DELETING') throw inUse('The project is being deleted.');
  const versions = versionsOf(world, project.arn);
  if (versions.some((version) => version.name === name))
    throw inUse(`A project version named ${name} exists already.`);
  if (versions.length >= world.quotas.versionsPerProject)
    throw limitExceeded(`A project may have at most ${world.quotas.versionsPerProject} versions.`);
  const siblings = Object.values(world.region.versions).filter((version) =>
    version.arn.includes(`:project/${project.name}/version/`),
  );
  const createdAtMs = creationMs(siblings, name, world.nowMs);
  const arn = versionArn(world.caller, project.name, name, createdAtMs);
  return { arn, projectArn: project.arn, name, createdAtMs, feature: project.feature };
}
