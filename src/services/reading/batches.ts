import DataLoader from 'dataloader';
import {
  type AccountRegion,
  accountRegionKey,
  type ModelVersionArn,
  type ProjectArn,
} from '../../domain/arn.js';
import type { ModelVersion, Project, ProjectPolicy, Tag } from '../../domain/model.js';
import type { CallContext } from '../../upstream/port.js';
import { type Permissions, projectNameOf, readable } from '../permissions.js';
import type { AttachmentCache } from './attachment-cache.js';
import type { Reader } from './reader.js';

interface VersionKey {
  readonly projectArn: ProjectArn;
  readonly versionName: string;
}

interface ProjectKey {
  readonly at: AccountRegion;
  readonly projectName: string;
}

/**
 * Reads that may need a call to AWS, in batches of what one tick of one operation wants. What the caller may not read
 * is answered as if it did not exist, without a call.
 */
export interface Batches {
  readonly projectLists: DataLoader<AccountRegion, readonly Project[]>;
  readonly projects: DataLoader<ProjectKey, Project | null>;
  readonly versionLists: DataLoader<ProjectArn, readonly ModelVersion[]>;
  readonly versions: DataLoader<VersionKey, ModelVersion | null>;
  readonly policyLists: DataLoader<ProjectArn, readonly ProjectPolicy[]>;
  readonly tagLists: DataLoader<ProjectArn | ModelVersionArn, readonly Tag[]>;
}

/** {@link Loaders} remember what was read. */
const UNREMEMBERED = { cache: false } as const;

export function createBatches(
  reader: Reader,
  attachments: AttachmentCache,
  permissions: Permissions,
  callContext: CallContext,
): Batches {
  const isReadable = (arn: ProjectArn | ModelVersionArn) => permissions.may('read', projectNameOf(arn));

  function listsOf<Arn extends ProjectArn | ModelVersionArn, T>(list: (arn: Arn) => Promise<readonly T[]>) {
    return new DataLoader<Arn, readonly T[]>(
      (arns) => each(arns, async (arn) => ((await isReadable(arn)) ? list(arn) : [])),
      UNREMEMBERED,
    );
  }

  async function projectsByName(at: AccountRegion, names: readonly string[]) {
    const own = await readable(permissions, names, (projectName) => ({ ...at, projectName }));
    const found = own.length > 0 ? await reader.projectsByName(at, own, callContext) : [];
    const byName = new Map(own.map((projectName, index) => [projectName, found[index] ?? null]));
    return names.map((projectName) => byName.get(projectName) ?? null);
  }

  async function versionsByName(projectArn: ProjectArn, names: readonly string[]) {
    if (await isReadable(projectArn)) return reader.versionsByName(projectArn, names, callContext);
    return names.map(() => null);
  }

  return {
    projectLists: new DataLoader(
      (accountRegions) =>
        each(accountRegions, async (at) => {
          const projects = await reader.projects(at, callContext);
          return readable(permissions, projects, ({ arn }) => projectNameOf(arn));
        }),
      UNREMEMBERED,
    ),
    projects: new DataLoader(
      (keys) =>
        byGroup(
          keys,
          ({ at }) => accountRegionKey(at),
          ({ at }, group) =>
            projectsByName(
              at,
              group.map((key) => key.projectName),
            ),
        ),
      UNREMEMBERED,
    ),
    versionLists: listsOf((arn: ProjectArn) => reader.versions(arn, callContext)),
    versions: new DataLoader(
      (keys) =>
        byGroup(
          keys,
          (key) => key.projectArn,
          ({ projectArn }, group) =>
            versionsByName(
              projectArn,
              group.map((key) => key.versionName),
            ),
        ),
      UNREMEMBERED,
    ),
    policyLists: listsOf((arn: ProjectArn) => attachments.policies(arn, callContext)),
    tagLists: listsOf((arn: ProjectArn | ModelVersionArn) => attachments.tags(arn, callContext)),
  };
}

/** One read for each group of keys. A group that fails fails its own keys and no others. */
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

/** One read for each key. A key that fails fails alone. */
function each<Key, Value>(
  keys: readonly Key[],
  load: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> {
  return Promise.all(keys.map((key) => load(key).catch((error: Error) => error)));
}
