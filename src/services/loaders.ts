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
import type { ProjectName } from '../domain/grant.js';
import type { ModelVersion, Project, ProjectPolicy, Tag } from '../domain/model.js';
import type { Ask } from '../upstream/port.js';
import type { Attachments } from './attachments.js';
import type { Reader } from './reader.js';
import { projectNameOf, type Rights, readable } from './rights.js';
import { type Soon, then } from './soon.js';

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
 * caller may not read is answered as if it were not there, and asks nobody. Made when first used: most operations use
 * one or two.
 */
export class Loaders {
  private ofProjectsAt?: DataLoader<AccountRegion, readonly Project[], string>;
  private ofVersionByName?: DataLoader<VersionKey, ModelVersion | null, string>;
  private ofProjectByName?: DataLoader<ProjectKey, Project | null, string>;
  private ofVersionsOfProject?: DataLoader<ProjectArn, readonly ModelVersion[]>;
  private ofPoliciesOfProject?: DataLoader<ProjectArn, readonly ProjectPolicy[]>;
  private ofTags?: DataLoader<ProjectArn | ModelVersionArn, readonly Tag[]>;

  constructor(
    private readonly reader: Reader,
    private readonly attachments: Attachments,
    private readonly rights: Rights,
    private readonly ask: Ask,
  ) {}

  get projectsAt() {
    this.ofProjectsAt ??= new DataLoader(
      (places) =>
        each(places, async (at) => {
          const projects = await this.reader.projects(at, this.ask);
          return readable(this.rights, projects, ({ arn }) => projectNameOf(arn));
        }),
      { cacheKeyFn: accountRegionKey },
    );
    return this.ofProjectsAt;
  }

  get versionByName() {
    this.ofVersionByName ??= new DataLoader(
      (keys) =>
        byGroup(
          keys,
          (key) => key.projectArn,
          async ({ projectArn }, group) => {
            if (!(await this.isReadable(projectArn))) return group.map(() => null);
            const names = group.map((key) => key.versionName);
            return this.reader.versionsByName(projectArn, names, this.ask);
          },
        ),
      { cacheKeyFn: ({ projectArn, versionName }) => `${projectArn}#${versionName}` },
    );
    return this.ofVersionByName;
  }

  get projectByName() {
    this.ofProjectByName ??= new DataLoader(
      (keys) =>
        byGroup(
          keys,
          (key) => accountRegionKey(key.at),
          async ({ at }, group) => {
            const names = group.map((key) => key.projectName);
            const own = await readable(this.rights, names, (projectName) => ({ ...at, projectName }));
            const found = own.length > 0 ? await this.reader.projectsByName(at, own, this.ask) : [];
            if (own.length === names.length) return found;
            const byName = new Map(own.map((projectName, index) => [projectName, found[index] ?? null]));
            return names.map((projectName) => byName.get(projectName) ?? null);
          },
        ),
      { cacheKeyFn: ({ at, projectName }) => `${accountRegionKey(at)}#${projectName}` },
    );
    return this.ofProjectByName;
  }

  get versionsOfProject() {
    this.ofVersionsOfProject ??= this.byProject((arn) => this.reader.versions(arn, this.ask));
    return this.ofVersionsOfProject;
  }

  get policiesOfProject() {
    this.ofPoliciesOfProject ??= this.byProject((arn) => this.attachments.policies(arn, this.ask));
    return this.ofPoliciesOfProject;
  }

  get tags() {
    this.ofTags ??= new DataLoader((arns) =>
      each(arns, async (arn) => ((await this.isReadable(arn)) ? this.attachments.tags(arn, this.ask) : [])),
    );
    return this.ofTags;
  }

  private byProject<T>(load: (arn: ProjectArn) => Promise<readonly T[]>) {
    return new DataLoader<ProjectArn, readonly T[]>((arns) =>
      each(arns, async (arn) => ((await this.isReadable(arn)) ? load(arn) : [])),
    );
  }

  /** At once where the catalog is fresh enough, else with what others want in the same tick. */
  project(at: AccountRegion, projectName: string): Soon<Project | null> {
    const known = this.mayReadAtOnce({ ...at, projectName })
      ? this.reader.projectAtOnce(at, projectName, this.ask)
      : undefined;
    return known === undefined ? this.projectByName.load({ at, projectName }) : known;
  }

  /** As {@link project}. */
  versions(projectArn: ProjectArn): Soon<readonly ModelVersion[]> {
    const known = this.mayReadAtOnce(projectNameOf(projectArn))
      ? this.reader.versionsAtOnce(projectArn, this.ask)
      : undefined;
    return known ?? this.versionsOfProject.load(projectArn);
  }

  /** As {@link project}. */
  version(projectArn: ProjectArn, versionName: string): Soon<ModelVersion | null> {
    const known = this.mayReadAtOnce(projectNameOf(projectArn))
      ? this.reader.versionAtOnce(projectArn, versionName, this.ask)
      : undefined;
    return known === undefined ? this.versionByName.load({ projectArn, versionName }) : known;
  }

  private mayReadAtOnce(project: ProjectName): boolean {
    return this.rights.mayAtOnce('read', project) === true;
  }

  private isReadable(arn: ProjectArn | ModelVersionArn): Promise<boolean> {
    return this.rights.may('read', projectNameOf(arn));
  }
}

/** Null if it does not exist, or if its name now belongs to another project. */
export function loadProject(loaders: Loaders, arn: ProjectArn): Soon<Project | null> {
  const project = loaders.project(accountRegionOf(arn), projectArnParts(arn).projectName);
  return then(project, (it) => (it?.arn === arn ? it : null));
}

/** A version's ARN names its project but does not contain the project's ARN: the project is looked up first. */
export function loadVersion(loaders: Loaders, arn: ModelVersionArn): Soon<ModelVersion | null> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const version = then(loaders.project(accountRegionOf(arn), projectName), (project) =>
    project ? loaders.version(project.arn, versionName) : null,
  );
  return then(version, (it) => (it?.arn === arn ? it : null));
}

/** One question for each group of keys. A group that fails fails its own keys and no others. */
async function byGroup<Key, Value>(
  keys: readonly Key[],
  groupOf: (key: Key) => string,
  load: (first: Key, group: readonly Key[]) => Promise<readonly Value[]>,
): Promise<readonly (Value | Error)[]> {
  const groups = new Map<string, Key[]>();
  for (const key of keys) {
    const group = groups.get(groupOf(key));
    if (group) group.push(key);
    else groups.set(groupOf(key), [key]);
  }
  const ask = (group: readonly Key[]): Promise<readonly (Value | Error)[]> =>
    load(group[0] as Key, group).catch((error: Error) => group.map(() => error));
  if (groups.size === 1) return ask(keys);
  const answers = new Map<Key, Value | Error>();
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const values = await ask(group);
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
