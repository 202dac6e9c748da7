import { placeOf } from './arns.js';
import { invalidParameter, notFound, ServiceError } from './errors.js';
import { statusAt } from './lifecycle.js';
import {
  type Project,
  type ProjectStatus,
  type Region,
  regionKey,
  type State,
  type Version,
  type VersionStatus,
} from './state.js';
import type { World } from './world.js';

/** A project that exists now, with its status. */
type Living<T, S> = T & { readonly status: S };
export type LivingProject = Living<Project, ProjectStatus>;
export type LivingVersion = Living<Version, VersionStatus>;

/** The caller's projects that exist now. */
export function projectsNow({ region, nowMs }: World): LivingProject[] {
  return Object.values(region.projects).flatMap((project) => living(project, nowMs));
}

/** All of the caller's versions that exist now. */
export function versionsNow({ region, nowMs }: World): LivingVersion[] {
  return versionsIn(region, nowMs);
}

/** All versions of a region that exist at `nowMs`. */
export function versionsIn(region: Region, nowMs: number): LivingVersion[] {
  return Object.values(region.versions).flatMap((version) => living(version, nowMs));
}

/** The versions of one project that exist now. */
export function versionsOf({ region, nowMs }: World, projectArn: string): LivingVersion[] {
  return Object.values(region.versions)
    .filter((version) => version.projectArn === projectArn)
    .flatMap((version) => living(version, nowMs));
}

/** The caller's own project. Throws AccessDenied for another account's and ResourceNotFound for an unknown one. */
export function ownProject(world: World, arn: string): LivingProject {
  return projectIn(ownRegion(world, arn), arn, world.nowMs);
}

/** The caller's own version. Throws AccessDenied for another account's and ResourceNotFound for an unknown one. */
export function ownVersion(world: World, arn: string): LivingVersion {
  return versionIn(ownRegion(world, arn), arn, world.nowMs);
}

/** A project of any account. */
export function anyProject({ state, nowMs }: World, arn: string): LivingProject {
  return projectIn(regionOfArn(state, arn), arn, nowMs);
}

/** A version of any account. */
export function anyVersion({ state, nowMs }: World, arn: string): LivingVersion {
  return versionIn(regionOfArn(state, arn), arn, nowMs);
}

/** Throws unless a project is for Custom Labels: adapters can neither be started, stopped, copied nor shared. */
export function requireCustomLabels({ feature }: Project | Version, operation: string): void {
  if (feature === 'CUSTOM_LABELS') return;
  throw invalidParameter(`${operation} applies only to Custom Labels projects, not to adapters.`);
}

/** The error for a resource that belongs to somebody else. */
export function accessDenied({ caller, operation }: World, resource: string): ServiceError {
  const action = `rekognition:${operation}`;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  return new ServiceError('AccessDeniedException', message);
}

function projectIn(region: Region | undefined, arn: string, nowMs: number): LivingProject {
  const [project] = living(region?.projects[arn], nowMs);
  if (!project) throw notFound(`Project ${arn}`);
  return project;
}

function versionIn(region: Region | undefined, arn: string, nowMs: number): LivingVersion {
  const [version] = living(region?.versions[arn], nowMs);
  if (!version) throw notFound(`Project version ${arn}`);
  return version;
}

/** An ARN of another region is not documented to be answered in another way than an unknown one [UNC]. */
function ownRegion(world: World, arn: string): Region | undefined {
  const place = placeOf(arn);
  if (place && place.account !== world.caller.account) throw accessDenied(world, arn);
  return place?.region === world.caller.region ? world.region : undefined;
}

/** The resources of the account and region that an ARN names; undefined if there are none. */
export function regionOfArn(state: State, arn: string): Region | undefined {
  const place = placeOf(arn);
  return place && state.regions[regionKey(place.account, place.region)];
}

function living<T extends Project | Version>(
  resource: T | undefined,
  nowMs: number,
): Living<T, NonNullable<T['change']['after']>>[] {
  const status = resource && statusAt(resource.change, nowMs);
  return resource && status ? [{ ...resource, status } as Living<T, NonNullable<T['change']['after']>>] : [];
}
