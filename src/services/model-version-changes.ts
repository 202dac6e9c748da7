import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../domain/arn.js';
import { checkInferenceUnits } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { Cursor } from '../domain/event.js';
import type { ModelVersion } from '../domain/model.js';
import type { ModelVersionStatus } from '../domain/status.js';
import type { InferenceUnits } from '../upstream/port.js';
import { loadVersion } from './loaders.js';
import { afterLostReply, withLostReply } from './lost-reply.js';
import { checkConfigured } from './places.js';
import { withFields } from './refusals.js';
import { asMutation, type Session } from './session.js';

/** A version after a change, and the position in the log from which every change of it is still to come. */
export interface ChangedVersion {
  readonly modelVersion: ModelVersion;
  readonly cursor: Cursor;
}

/** @throws GatewayError NOT_FOUND, IN_USE, QUOTA_EXCEEDED, INVALID_INPUT */
export function startModelVersion(
  session: Session,
  arn: ModelVersionArn,
  units: InferenceUnits,
): Promise<ChangedVersion> {
  checkInferenceUnits(units.min, units.max);
  return change(session, arn, {
    send: ({ upstream, ask }) => upstream.startModelVersion(arn, units, ask),
    isDone: (now) => isOneOf(now, 'STARTING', 'RUNNING') && now?.minInferenceUnits === units.min,
    patch: { minInferenceUnits: units.min, maxInferenceUnits: units.max },
  });
}

/** @throws GatewayError NOT_FOUND, IN_USE */
export function stopModelVersion(session: Session, arn: ModelVersionArn): Promise<ChangedVersion> {
  return change(session, arn, {
    send: ({ upstream, ask }) => upstream.stopModelVersion(arn, ask),
    isDone: (now) => isOneOf(now, 'STOPPING', 'STOPPED'),
  });
}

/** @throws GatewayError NOT_FOUND, IN_USE while it runs, trains or copies */
export function deleteModelVersion(session: Session, arn: ModelVersionArn): Promise<ChangedVersion> {
  return change(session, arn, {
    send: ({ upstream, ask }) => upstream.deleteModelVersion(arn, ask),
    isDone: (now) => now === null || now.status === 'DELETING',
  });
}

interface Change {
  readonly send: (session: Session) => Promise<ModelVersionStatus>;
  /** Whether the change has happened, judged by a look at the version afterwards; null: it is gone. */
  readonly isDone: (now: ModelVersion | null) => boolean;
  /** What else the change sets, beside the status. */
  readonly patch?: Partial<ModelVersion>;
}

async function change(
  caller: Session,
  arn: ModelVersionArn,
  { send, isDone, patch }: Change,
): Promise<ChangedVersion> {
  checkConfigured(caller, 'modelVersionArn', arn);
  const session = asMutation(caller);
  const { catalog, clock } = session;
  const fields = { NOT_FOUND: 'modelVersionArn', IN_USE: 'modelVersionArn' };
  const before = await requireModelVersion(session, arn);
  const cursor = await catalog.log.tail();
  const status = await withLostReply<ModelVersionStatus>(
    () => withFields(fields, () => send(session)),
    async () => {
      const found = await lookByName(session, before.projectArn, before.name);
      const now = found?.arn === arn ? found : null;
      return isDone(now) ? (now?.status ?? 'DELETING') : null;
    },
  );
  const answeredAt = clock.now();
  const modelVersion = { ...before, ...patch, status, statusMessage: null, observedAt: answeredAt };
  await settle(caller, modelVersion);
  return { modelVersion, cursor };
}

/** Puts a mutation's answer where reads, subscribers and the poller see it. */
export async function settle(session: Session, version: ModelVersion): Promise<void> {
  const { catalog, loaders, onMoved } = session;
  await catalog.observe({ kind: 'version-answer', version, startedAt: version.observedAt });
  loaders.forgetVersion(version.projectArn, version.name);
  onMoved(version.projectArn, version.arn);
}

/**
 * The version that a mutation is about, as known however long ago; AWS is asked only if it never was.
 * @throws GatewayError NOT_FOUND
 */
async function requireModelVersion(session: Session, arn: ModelVersionArn): Promise<ModelVersion> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const project = session.catalog.project(accountRegionOf(arn), projectName)?.value;
  const known = project && session.catalog.version(project.arn, versionName)?.value;
  const version = known?.arn === arn ? known : await loadVersion(session.loaders, arn);
  if (version) return version;
  throw new GatewayError('NOT_FOUND', 'There is no such model version.', { field: ['modelVersionArn'] });
}

/** One fresh look for a version by name, past the catalog, when it is unknown whether a change happened. */
export async function lookByName(
  { upstream, ask }: Session,
  projectArn: ProjectArn,
  versionName: string,
): Promise<ModelVersion | null> {
  const look = await upstream.describeModelVersions(projectArn, [versionName], afterLostReply(ask));
  return look?.values[0] ?? null;
}

function isOneOf(version: ModelVersion | null, ...statuses: ModelVersionStatus[]): boolean {
  return version !== null && statuses.includes(version.status);
}
