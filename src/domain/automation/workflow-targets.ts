import { type AccountRegion, accountRegionKey } from '../arn.js';

interface NamedProject extends AccountRegion {
  readonly projectName: string;
}

// What no two unfinished workflows may be about at the same time. By name: a project may not be made yet.

export function aliasTarget(project: NamedProject, aliasName: string): string {
  return `alias ${accountRegionKey(project)}/${project.projectName}/${aliasName}`;
}

export function promotionTarget(project: NamedProject, versionName: string): string {
  return `version ${accountRegionKey(project)}/${project.projectName}/${versionName}`;
}
