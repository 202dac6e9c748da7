import {
  type AccountRegion,
  accountRegionKey,
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
  projectArnParts,
} from '../../domain/arn.js';
import type { ProjectName } from '../../domain/grant.js';
import type { ModelVersion, Project, ProjectPolicy, Tag } from '../../domain/model.js';
import type { CallContext } from '../../upstream/port.js';
import { type Permissions, projectNameOf } from '../permissions.js';
import type { AttachmentCache } from './attachment-cache.js';
import { Batches } from './batches.js';
import type { Reader } from './reader.js';

/** A value that is known already, or a promise of it: known values are used without a tick. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * One set for each GraphQL operation. What the catalog knows freshly is answered at once, all else in batches; a
 * repeated question gets the answer that it had.
 */
export class Loaders {
  private readonly answers = new Map<string, unknown>();
  private madeBatches: Batches | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly attachments: AttachmentCache,
    private readonly permissions: Permissions,
    private readonly callContext: CallContext,
  ) {}

  projects(at: AccountRegion): MaybePromise<readonly Project[]> {
    return this.remember(accountRegionKey(at), () => this.batches.projectLists.load(at));
  }

  project(at: AccountRegion, projectName: string): MaybePromise<Project | null> {
    return this.remember(projectKey(at, projectName), () => {
      const { accountId, region } = at;
      const known = this.mayReadWithoutTags({ accountId, region, projectName })
        ? this.reader.freshProject(at, projectName, this.callContext)
        : undefined;
      return known === undefined ? this.batches.projects.load({ at, projectName }) : known;
    });
  }

  versions(projectArn: ProjectArn): MaybePromise<readonly ModelVersion[]> {
    return this.remember(projectArn, () => {
      const known = this.mayReadWithoutTags(projectNameOf(projectArn))
        ? this.reader.freshVersions(projectArn, this.callContext)
        : undefined;
      return known ?? this.batches.versionLists.load(projectArn);
    });
  }

  version(projectArn: ProjectArn, versionName: string): MaybePromise<ModelVersion | null> {
    return this.remember(versionKey(projectArn, versionName), () => {
      const known = this.mayReadWithoutTags(projectNameOf(projectArn))
        ? this.reader.freshVersion(projectArn, versionName, this.callContext)
        : undefined;
      return known === undefined ? this.batches.versions.load({ projectArn, versionName }) : known;
    });
  }

  policies(projectArn: ProjectArn): MaybePromise<readonly ProjectPolicy[]> {
    return this.remember(policiesKey(projectArn), () => this.batches.policyLists.load(projectArn));
  }

  tags(arn: ProjectArn | ModelVersionArn): MaybePromise<readonly Tag[]> {
    return this.remember(`tags ${arn}`, () => this.batches.tagLists.load(arn));
  }

  /** What `read` answered or failed with when it was first wanted under this key. */
  remember<T>(key: string, read: () => MaybePromise<T>): MaybePromise<T> {
    const known = this.answers.get(key) as MaybePromise<T> | undefined;
    if (known !== undefined) return known;
    const answer = read();
    this.answers.set(key, answer);
    return answer;
  }

  /** For when this operation has changed it; the same for the others. */
  forgetProject(at: AccountRegion, projectName: string): void {
    this.answers.delete(projectKey(at, projectName));
  }

  forgetVersion(projectArn: ProjectArn, versionName: string): void {
    this.answers.delete(versionKey(projectArn, versionName));
    this.answers.delete(projectArn);
  }

  forgetPolicies(projectArn: ProjectArn): void {
    this.answers.delete(policiesKey(projectArn));
  }

  /** Made when first wanted: many an operation finds all in the catalog. */
  private get batches(): Batches {
    this.madeBatches ??= new Batches(this.reader, this.attachments, this.permissions, this.callContext);
    return this.madeBatches;
  }

  private mayReadWithoutTags(project: ProjectName): boolean {
    return this.permissions.mayWithoutTags('read', project) === true;
  }
}

const projectKey = (at: AccountRegion, projectName: string) => `${accountRegionKey(at)}#${projectName}`;
const versionKey = (projectArn: ProjectArn, versionName: string) => `${projectArn}#${versionName}`;
const policiesKey = (projectArn: ProjectArn) => `policies ${projectArn}`;

/** Null if it does not exist, or if its name now belongs to another project. */
export function loadProject(loaders: Loaders, arn: ProjectArn): MaybePromise<Project | null> {
  const project = loaders.project(accountRegionOf(arn), projectArnParts(arn).projectName);
  return then(project, (it) => (it?.arn === arn ? it : null));
}

/** A version's ARN names its project but does not contain the project's ARN: the project is read first. */
export function loadVersion(loaders: Loaders, arn: ModelVersionArn): MaybePromise<ModelVersion | null> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const version = then(loaders.project(accountRegionOf(arn), projectName), (project) =>
    project ? loaders.version(project.arn, versionName) : null,
  );
  return then(version, (it) => (it?.arn === arn ? it : null));
}

export function then<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
