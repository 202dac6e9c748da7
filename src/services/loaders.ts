import DataLoader from 'dataloader';
import {
  type AccountRegion,
  accountRegionKey,
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../domain/arn.js';
import type { ModelVersion, Project, ProjectPolicy, Tag } from '../domain/model.js';
import type { Ask } from '../upstream/port.js';
import type { Attachments } from './attachments.js';
import type { Reader } from './reader.js';
import { projectNameOf, type Rights, readable } from './rights.js';

interface VersionKey {
  readonly projectArn: ProjectArn;
  readonly versionName: string;
}

interface ProjectKey {
  readonly at: AccountRegion;
  readonly projectName: string;
}

/**
 * One set for each GraphQL operation: each batches what its tick wants and answers a repeated key from memory. What the
 * caller may not read is answered as if it were not there, and asks nobody.
 */
export interface Loaders {
  readonly projectsAt: DataLoader<AccountRegion, readonly Project[], string>;
  readonly versionByName: DataLoader<VersionKey, ModelVersion | null, string>;
  readonly projectByName: DataLoader<ProjectKey, Project | null, string>;
  readonly versionsOfProject: DataLoader<ProjectArn, readonly ModelVersion[]>;
  readonly policiesOfProject: DataLoader<ProjectArn, readonly ProjectPolicy[]>;
  readonly tags: DataLoader<ProjectArn | ModelVersionArn, readonly Tag[]>;
}

export function createLoaders(reader: Reader, attachments: Attachments, rights: Rights, ask: Ask): Loaders {
  const isReadable = (arn: ProjectArn | ModelVersionArn) => rights.may('read', projectNameOf(arn));

  return {
    projectsAt: new DataLoader(
      (places) =>
        each(places, async (at) => {
          const projects = await reader.projects(at, ask);
          return readable(rights, projects, ({ arn }) => projectNameOf(arn));
        }),
      { cacheKeyFn: accountRegionKey },
    ),
    versionByName: new DataLoader(
      (keys) =>
        byGroup(
          keys,
          (key) => key.projectArn,
          async ({ projectArn }, group) => {
            if (!(await isReadable(projectArn))) return group.map(() => null);
            const names = group.map((key) => key.versionName);
            return reader.versionsByName(projectArn, names, ask);
          },
        ),
      { cacheKeyFn: ({ projectArn, versionName }) => `${projectArn}#${versionName}` },
    ),
    projectByName: new DataLoader(
      (keys) =>
        byGroup(
          keys,
          (key) => accountRegionKey(key.at),
          async ({ at }, group) => {
            const names = group.map((key) => key.projectName);
            const own = await readable(rights, names, (projectName) => ({ ...at, projectName }));
            const found = own.length > 0 ? await reader.projectsByName(at, own, ask) : [];
            const byName = new Map(own.map((projectName, index) => [projectName, found[index] ?? null]));
            return names.map((projectName) => byName.get(projectName) ?? null);
          },
        ),
      { cacheKeyFn: ({ at, projectName }) => `${accountRegionKey(at)}#${projectName}` },
    ),
    versionsOfProject: new DataLoader((arns) =>
      each(arns, async (arn) => ((await isReadable(arn)) ? reader.versions(arn, ask) : [])),
    ),
    policiesOfProject: new DataLoader((arns) =>
      each(arns, async (arn) => ((await isReadable(arn)) ? attachments.policies(arn, ask) : [])),
    ),
    tags: new DataLoader((arns) =>
      each(arns, async (arn) => ((await isReadable(arn)) ? attachments.tags(arn, ask) : [])),
    ),
  };
}

/** Null if it does not exist, or if its name now belongs to another project. */
export async function loadProject(loaders: Loaders, arn: ProjectArn): Promise<Project | null> {
  const { projectName } = projectArnParts(arn);
  const project = await loaders.projectByName.load({ at: accountRegionOf(arn), projectName });
  return project?.arn === arn ? project : null;
}

/** A version's ARN names its project but does not contain the project's ARN: the project is looked up first. */
export async function loadVersion(loaders: Loaders, arn: ModelVersionArn): Promise<ModelVersion | null> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const project = await loaders.projectByName.load({ at: accountRegionOf(arn), projectName });
  if (!project) return null;
  const version = await loaders.versionByName.load({ projectArn: project.arn, versionName });
  return version?.arn === arn ? version : null;
}

/** One question for each group of keys. A group that fails fails its own keys and no others. */
async function byGroup<Key, Value>(
  keys: readonly Key[],
  groupOf: (key: Key) => string,
  load: (first: Key, group: readonly Key[]) => Promise<readonly Value[]>,
): Promise<(Value | Error)[]> {
  const groups = new Map<string, Key[]>();
  for (const key of keys) {
    const group = groups.get(groupOf(key));
    if (group) group.push(key);
    else groups.set(groupOf(key), [key]);
  }
  const answers = new Map<Key, Value | Error>();
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const values = await load(group[0] as Key, group).catch((error: Error) => group.map(() => error));
      for (const [index, key] of group.entries()) answers.set(key, values[index] as Value | Error);
    }),
  );
  return keys.map((key) => answers.get(key) as Value | Error);
}

/** One question for each key. A key that fails fails alone. */
function each<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> {
  return Promise.all(keys.map((key) => load(key).catch((error: Error) => error)));
}
