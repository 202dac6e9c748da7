import DataLoader from 'dataloader';
import {
  type AccountRegion,
  accountRegionKey,
  type ModelVersionArn,
  type ProjectArn,
} from '../../domain/arn.js';
import type { ModelVersion, Project } from '../../domain/model.js';
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

/** {@link Loaders} remember what was read. */
const UNREMEMBERED = { cache: false } as const;

/**
 * Reads that may need a call to AWS, in batches of what one tick of one operation wants. What the caller may not read
 * is answered as if it did not exist, without a call.
 */
export class Batches {
  readonly projectLists = listsOf((at: AccountRegion) => this.projectsIn(at));
  readonly projects = new DataLoader(
    (keys: readonly ProjectKey[]) =>
      byGroup(
        keys,
        ({ at }) => accountRegionKey(at),
        ({ at }, group) => this.projectsOf(at, group),
      ),
    UNREMEMBERED,
  );
  readonly versionLists = listsOf((arn: ProjectArn) =>
    this.ifReadable(arn, () => this.reader.versions(arn, this.callContext)),
  );
  readonly versions = new DataLoader(
    (keys: readonly VersionKey[]) =>
      byGroup(
        keys,
        ({ projectArn }) => projectArn,
        ({ projectArn }, group) => this.versionsOf(projectArn, group),
      ),
    UNREMEMBERED,
  );
  readonly policyLists = listsOf((arn: ProjectArn) =>
    this.ifReadable(arn, () => this.attachments.policies(arn, this.callContext)),
  );
  readonly tagLists = listsOf((arn: ProjectArn | ModelVersionArn) =>
    this.ifReadable(arn, () => this.attachments.tags(arn, this.callContext)),
  );

  constructor(
    private readonly reader: Reader,
    private readonly attachments: AttachmentCache,
    private readonly permissions: Permissions,
    private readonly callContext: CallContext,
  ) {}

  private async projectsIn(at: AccountRegion): Promise<readonly Project[]> {
    const projects = await this.reader.projects(at, this.callContext);
    return readable(this.permissions, projects, ({ arn }) => projectNameOf(arn));
  }

  private async projectsOf(at: AccountRegion, keys: readonly ProjectKey[]): Promise<(Project | null)[]> {
    const names = keys.map((key) => key.projectName);
    const own = await readable(this.permissions, names, (projectName) => ({ ...at, projectName }));
    const found = own.length > 0 ? await this.reader.projectsByName(at, own, this.callContext) : [];
    const byName = new Map(own.map((projectName, index) => [projectName, found[index] ?? null]));
    return names.map((projectName) => byName.get(projectName) ?? null);
  }

  private async versionsOf(
    projectArn: ProjectArn,
    keys: readonly VersionKey[],
  ): Promise<(ModelVersion | null)[]> {
    const names = keys.map((key) => key.versionName);
    if (await this.isReadable(projectArn))
      return this.reader.versionsByName(projectArn, names, this.callContext);
    return names.map(() => null);
  }

  private async ifReadable<T>(
    arn: ProjectArn | ModelVersionArn,
    read: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    return (await this.isReadable(arn)) ? read() : [];
  }

  private isReadable(arn: ProjectArn | ModelVersionArn): Promise<boolean> {
    return this.permissions.may('read', projectNameOf(arn));
  }
}

/** Each key has a list of its own. A key that fails fails alone. */
function listsOf<Key, T>(list: (key: Key) => Promise<readonly T[]>): DataLoader<Key, readonly T[]> {
  return new DataLoader<Key, readonly T[]>(
    (keys) => Promise.all(keys.map((key) => list(key).catch((error: Error) => error))),
    UNREMEMBERED,
  );
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
