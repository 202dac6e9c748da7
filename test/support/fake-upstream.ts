import type { Clock } from '../../src/clock.js';
import {
  type AccountRegion,
  accountRegionKey,
  type ModelVersionArn,
  type ProjectArn,
} from '../../src/domain/arn.js';
import type { Budget } from '../../src/domain/budget.js';
import { GatewayError } from '../../src/domain/errors.js';
import type { ModelVersion, Project } from '../../src/domain/model.js';
import type { ModelVersionStatus } from '../../src/domain/status.js';
import type { CallContext, Snapshot, Upstream } from '../../src/upstream/port.js';
import { aModelVersion, aModelVersionArn, aProject, HERE } from './builders.js';

/** One call that would have gone to AWS. */
export interface FakeCall {
  readonly method: keyof Upstream;
  /** The project or version ARN, or `<account>/<region>`. */
  readonly target: string;
  /** Null: a list, or no look at all. */
  readonly names: readonly string[] | null;
  readonly startedAt: number;
  readonly callContext: CallContext;
}

/** Projects and versions in memory that behave like AWS's, but that only move when a test moves them. */
export interface FakeUpstream extends Upstream {
  readonly calls: FakeCall[];
  /** Milliseconds until a call is answered. What a look shows is as of its start. Default 0. */
  delayMs: (call: FakeCall) => number;
  /** What a call fails with instead of an answer, after its delay. Default: never. */
  failure: (call: FakeCall) => Error | null;
  budgetRows: Budget[];
  addProject(change?: Partial<Project>): Project;
  removeProject(arn: ProjectArn): void;
  addVersion(projectArn: ProjectArn, change?: Partial<ModelVersion>): ModelVersion;
  /** What there is, without a call. */
  worldOf(projectArn: ProjectArn): readonly ModelVersion[];
  /** Null: it is gone. */
  setStatus(arn: ModelVersionArn, status: ModelVersionStatus | null): void;
}

const NAMES_PER_CALL = 10;

/** The most usual way to fail. */
export function anOutage(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'AWS does not answer.');
}

export function createFakeUpstream(clock: Clock, accounts: readonly AccountRegion[] = [HERE]): FakeUpstream {
  const projects = new Map<ProjectArn, Project>();
  const versions = new Map<ModelVersionArn, ModelVersion>();

  /** `read` runs when the call begins; what it answers or throws is told after the delay. */
  async function call<T>(
    method: keyof Upstream,
    target: string,
    names: readonly string[] | null,
    callContext: CallContext,
    read: (startedAt: number) => T,
  ): Promise<T> {
    const made: FakeCall = { method, target, names, startedAt: clock.now(), callContext };
    fake.calls.push(made);
    callContext.cost.calls += 1;
    const [ms, failure] = [fake.delayMs(made), fake.failure(made)];
    const answer = failure ? () => Promise.reject(failure) : settled(read, made.startedAt);
    if (ms > 0) await new Promise<void>((resolve) => clock.after(ms, resolve));
    return answer();
  }

  function settled<T>(read: (startedAt: number) => T, startedAt: number): () => Promise<T> {
    try {
      const answer = read(startedAt);
      return () => Promise.resolve(answer);
    } catch (error) {
      return () => Promise.reject(error);
    }
  }

  function projectsAt(at: AccountRegion): Project[] {
    return [...projects.values()].filter((it) => accountRegionKey(it) === accountRegionKey(at));
  }

  function versionsOf(projectArn: ProjectArn, startedAt: number): Snapshot<ModelVersion> | null {
    if (!projects.has(projectArn)) return null;
    const values = [...versions.values()]
      .filter((it) => it.projectArn === projectArn)
      .map((it) => ({ ...it, observedAt: startedAt }));
    return { values, startedAt };
  }

  function versionOf(arn: ModelVersionArn): ModelVersion {
    const version = versions.get(arn);
    if (version) return version;
    throw new GatewayError('NOT_FOUND', 'There is no such model version.');
  }

  function move(
    arn: ModelVersionArn,
    from: readonly ModelVersionStatus[],
    to: ModelVersionStatus,
    units: Partial<ModelVersion> = {},
  ) {
    const version = versionOf(arn);
    if (!from.includes(version.status)) throw new GatewayError('IN_USE', `It is ${version.status}.`);
    versions.set(arn, { ...version, ...units, status: to });
    return to;
  }

  function add(projectArn: ProjectArn, change: Partial<ModelVersion> = {}): ModelVersion {
    const { name = 'v1', creationTimestamp = clock.now() } = change;
    const arn = aModelVersionArn(name, projectArn, creationTimestamp);
    const version = aModelVersion({ ...change, arn, name, projectArn, creationTimestamp });
    versions.set(version.arn, version);
    return version;
  }

  function unsupported(): never {
    throw new Error('The fake upstream does not do this: use the emulator.');
  }

  const fake: FakeUpstream = {
    accounts,
    calls: [],
    delayMs: () => 0,
    failure: () => null,
    budgetRows: [],
    budgets: (at) =>
      fake.budgetRows.filter((it) => !at || (it.accountId === at.accountId && it.region === at.region)),
    close: () => {},

    addProject(change) {
      const project = aProject({ creationTimestamp: clock.now(), ...change });
      projects.set(project.arn, project);
      return project;
    },
    removeProject(arn) {
      projects.delete(arn);
      for (const it of versions.values()) if (it.projectArn === arn) versions.delete(it.arn);
    },
    addVersion: add,
    worldOf: (projectArn) => versionsOf(projectArn, clock.now())?.values ?? [],
    setStatus(arn, status) {
      const version = versionOf(arn);
      if (status === null) versions.delete(arn);
      else versions.set(arn, { ...version, status });
    },

    listProjects: (at, callContext) =>
      call('listProjects', accountRegionKey(at), null, callContext, (startedAt) => ({
        values: projectsAt(at),
        startedAt,
      })),
    describeProjects: (at, names, callContext) =>
      call('describeProjects', accountRegionKey(at), names, callContext, (startedAt) => ({
        values: projectsAt(at).filter((it) => names.includes(it.name)),
        startedAt,
      })),
    listModelVersions: (projectArn, callContext) =>
      call('listModelVersions', projectArn, null, callContext, (startedAt) =>
        versionsOf(projectArn, startedAt),
      ),
    async describeModelVersions(projectArn, names, callContext) {
      const snapshots: (Snapshot<ModelVersion> | null)[] = [];
      for (let i = 0; i < names.length; i += NAMES_PER_CALL) {
        const ten = names.slice(i, i + NAMES_PER_CALL);
        snapshots.push(
          await call('describeModelVersions', projectArn, ten, callContext, (it) =>
            versionsOf(projectArn, it),
          ),
        );
      }
      const [first] = snapshots;
      if (!first || snapshots.includes(null)) return null;
      const values = snapshots.flatMap((it) => it?.values ?? []).filter((it) => names.includes(it.name));
      return { values: [...new Map(values.map((it) => [it.arn, it])).values()], startedAt: first.startedAt };
    },

    createProject: (at, { projectName }, callContext) =>
      call(
        'createProject',
        accountRegionKey(at),
        null,
        callContext,
        () => fake.addProject({ ...at, name: projectName }).arn,
      ),
    deleteProject: (projectArn, callContext) =>
      call('deleteProject', projectArn, null, callContext, () => {
        const project = projects.get(projectArn);
        if (!project) throw new GatewayError('NOT_FOUND', 'There is no such project.');
        projects.set(projectArn, { ...project, status: 'DELETING' });
        return 'DELETING' as const;
      }),
    createModelVersion: (projectArn, { versionName }, callContext) =>
      call('createModelVersion', projectArn, null, callContext, () => {
        return add(projectArn, { name: versionName, status: 'TRAINING_IN_PROGRESS' }).arn;
      }),
    startModelVersion: (arn, { min, max }, callContext) =>
      call('startModelVersion', arn, null, callContext, () =>
        move(arn, ['TRAINING_COMPLETED', 'STOPPED', 'COPYING_COMPLETED'], 'STARTING', {
          minInferenceUnits: min,
          maxInferenceUnits: max,
        }),
      ),
    stopModelVersion: (arn, callContext) =>
      call('stopModelVersion', arn, null, callContext, () => move(arn, ['RUNNING'], 'STOPPING')),
    deleteModelVersion: (arn, callContext) =>
      call('deleteModelVersion', arn, null, callContext, () =>
        move(
          arn,
          ['TRAINING_COMPLETED', 'TRAINING_FAILED', 'STOPPED', 'FAILED', 'COPYING_COMPLETED'],
          'DELETING',
        ),
      ),
    copyModelVersion: ({ destinationProjectArn, versionName, sourceModelVersionArn }, callContext) =>
      call('copyModelVersion', destinationProjectArn, null, callContext, () => {
        versionOf(sourceModelVersionArn);
        const status = 'COPYING_IN_PROGRESS';
        return add(destinationProjectArn, { name: versionName, status, sourceModelVersionArn }).arn;
      }),

    listProjectPolicies: unsupported,
    listTags: unsupported,
    putProjectPolicy: unsupported,
    deleteProjectPolicy: unsupported,
    describeLookoutVisionModel: unsupported,
    readInferenceUnits: unsupported,
    readEvaluationReport: unsupported,
    readManifestReport: unsupported,
    readManifestImages: unsupported,
  };
  return fake;
}
