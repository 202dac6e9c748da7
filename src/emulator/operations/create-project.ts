import { projectArn } from '../arns.js';
import { creationMs } from '../creation.js';
import { inUse, invalidParameter, limitExceeded } from '../errors.js';
import { begin } from '../lifecycle.js';
import { AUTO_UPDATE, FEATURE, NAME, TAGS } from '../members.js';
import { operation } from '../operation.js';
import { TPS } from '../quotas.js';
import { projectsNow } from '../resources.js';
import { toTags } from '../tags.js';
import { structure } from '../validation/shape.js';

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProject.html */
export const createProject = operation({
  name: 'CreateProject',
  notes: 'CREATING for a moment, but usable at once. 100 projects an account and region.',
  tps: TPS,
  changesState: true,
  input: structure({ ProjectName: NAME }, { Feature: FEATURE, AutoUpdate: AUTO_UPDATE, Tags: TAGS }),
  run(world, { ProjectName: name, Feature = 'CUSTOM_LABELS', AutoUpdate, Tags }) {
    requireAutoUpdateFits(Feature, AutoUpdate);
    const projects = projectsNow(world);
    if (projects.some((project) => project.name === name))
      throw inUse(`A project named ${name} exists already.`);
    if (projects.length >= world.quotas.projects)
      throw limitExceeded(`An account may have at most ${world.quotas.projects} projects.`);
    const { region, caller, nowMs, timing } = world;
    const createdAtMs = creationMs(Object.values(region.projects), name, nowMs);
    const arn = projectArn(caller, name, createdAtMs);
    region.projects[arn] = {
      arn,
      name,
      createdAtMs,
      feature: Feature,
      autoUpdate: AutoUpdate,
      change: begin('CREATING', 'CREATED', nowMs, timing.projectMs),
      policies: [],
      tags: toTags(Tags),
    };
    return { ProjectArn: arn };
  },
});

/** "Required argument for Content Moderation. Applicable only to adapters": the error's name is not documented [UNC]. */
function requireAutoUpdateFits(feature: string, autoUpdate: string | undefined): void {
  if (feature === 'CONTENT_MODERATION' && autoUpdate === undefined)
    throw invalidParameter('AutoUpdate is required for the feature CONTENT_MODERATION.');
  if (feature === 'CUSTOM_LABELS' && autoUpdate !== undefined)
    throw invalidParameter('AutoUpdate applies only to the feature CONTENT_MODERATION.');
}
