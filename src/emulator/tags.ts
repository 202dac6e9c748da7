import { quotaExceeded } from './errors.js';
import { ownProject, ownVersion } from './resources.js';
import type { Project, Tags, Version } from './state.js';
import type { World } from './world.js';

/** A tag map as it came in the input. */
export function toTags(map: Readonly<Record<string, string>> = {}): Tags {
  return Object.entries(map);
}

/** Adds tags, or replaces those of the same key. Throws ServiceQuotaExceeded if there are then more than `most`. */
export function withTags(tags: Tags, added: Tags, most: number): Tags {
  const merged = [...new Map([...tags, ...added])];
  if (merged.length <= most) return merged;
  throw quotaExceeded(`A resource may have at most ${most} tags.`);
}

/** The tags of a project or version of the caller. Throws ResourceNotFound for every other resource. */
export function tagsOf(world: World, arn: string): Tags {
  return resourceOf(world, arn).tags;
}

/** Gives a project or version of the caller other tags. */
export function changeTags(world: World, arn: string, change: (tags: Tags) => Tags): void {
  const resource = resourceOf(world, arn);
  const { status: _, ...facts } = { ...resource, tags: change(resource.tags) };
  if ('policies' in facts) world.region.projects[arn] = facts as Project;
  else world.region.versions[arn] = facts as Version;
}

/** A version's ARN has `version` between its project's name and its own: the third part, not just any. */
function resourceOf(world: World, arn: string) {
  return arn.split('/')[2] === 'version' ? ownVersion(world, arn) : ownProject(world, arn);
}
