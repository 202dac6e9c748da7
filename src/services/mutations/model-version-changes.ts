import type { ModelVersionArn } from '../../domain/arn.js';
import type { InferenceUnits } from '../../domain/change-inputs.js';
import { checkInferenceUnits } from '../../domain/constraints.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import type { ModelVersionStatus } from '../../domain/status.js';
import { aliasWarnings, refuseProtectedVersion, sendDeletion } from './protected-deletion.js';
import { type ChangedVersion, type VersionChange, versionChange } from './version-change.js';

/** Loaded by the first dry run. */
const foresight = () => import('./foresee-version-change.js');

/**
 * May be refused as NOT_FOUND, IN_USE, QUOTA_EXCEEDED, INVALID_INPUT. It has happened if the version runs with these
 * units, or if a start with them was seen since. It has not while the version runs with other units, or stands as
 * before and no start was seen.
 */
export function startModelVersion(
  arn: ModelVersionArn,
  units: InferenceUnits,
): VersionChange<ChangedVersion> {
  const isOurs = (it: ModelVersion | null) => it?.minInferenceUnits === units.min;
  return versionChange(arn, {
    check: () => checkInferenceUnits(units.min, units.max),
    foresee: async (session, known) => (await foresight()).foreseeStart(session, known, units),
    send: ({ upstream, callContext }) => upstream.startModelVersion(arn, units, callContext),
    judge(now, before, seen) {
      if (now === null) return 'unclear';
      if (isOneOf(now.status, 'STARTING', 'RUNNING')) return isOurs(now) ? 'done' : 'not-done';
      const isStart = isOneOf(now.status, 'STOPPING', 'STOPPED', 'FAILED') && hasLeft(before, now);
      const isSeen = seen.some((it) => isOneOf(it.status, 'STARTING', 'RUNNING') && isOurs(it.version));
      if (isStart) return 'done';
      return isSeen ? byHistory(before) : 'not-done';
    },
    patch: { minInferenceUnits: units.min, maxInferenceUnits: units.max },
  });
}

/** What was seen since is the change itself where it is known when that was sent; else it may be an older one. */
function byHistory(before: ModelVersion | null): 'done' | 'unclear' {
  return before ? 'done' : 'unclear';
}

/** Whether nothing but a start leads from the one to the other. */
function hasLeft(before: ModelVersion | null, now: ModelVersion): boolean {
  if (before === null || before.status === now.status) return false;
  return isOneOf(before.status, 'TRAINING_COMPLETED', 'COPYING_COMPLETED') || now.status === 'FAILED';
}

/**
 * May be refused as NOT_FOUND, IN_USE. It has happened if the version is stopped, or if a stop was seen since, or a
 * start of what ran before.
 */
export function stopModelVersion(arn: ModelVersionArn): VersionChange<ChangedVersion> {
  return versionChange(arn, {
    foresee: async (session, known) => (await foresight()).foreseeStop(session, known),
    send: ({ upstream, callContext }) => upstream.stopModelVersion(arn, callContext),
    judge(now, before, seen) {
      if (now === null) return 'unclear';
      if (isOneOf(now.status, 'STOPPING', 'STOPPED')) return 'done';
      if (seen.some(({ status }) => isOneOf(status, 'STOPPING', 'STOPPED'))) return byHistory(before);
      const isRestart = now.status === 'STARTING' || seen.some(({ status }) => status === 'STARTING');
      return before?.status === 'RUNNING' && isRestart ? 'done' : 'not-done';
    },
  });
}

export interface DeletedVersion {
  readonly modelVersionArn: ModelVersionArn;
  readonly status: ModelVersionStatus;
  readonly cursor: Cursor;
}

/**
 * May be refused as NOT_FOUND, IN_USE while it runs, trains or copies, PROTECTED. It has happened if the version is gone, also if
 * another one has its name now, or if it is being deleted.
 */
export function deleteModelVersion(arn: ModelVersionArn): VersionChange<DeletedVersion> {
  const deletion = versionChange(arn, {
    async foresee(session, known) {
      refuseProtectedVersion(session, arn);
      return (await foresight()).foreseeDeletion(session, known);
    },
    send: (session) =>
      sendDeletion(
        session,
        arn,
        () => refuseProtectedVersion(session, arn),
        () => session.upstream.deleteModelVersion(arn, session.callContext),
      ),
    judge: (now) => (now === null || now.status === 'DELETING' ? 'done' : 'not-done'),
  });
  return {
    ...deletion,
    warnings: async (session) => aliasWarnings(session, arn),
    async answer(session, sent, before) {
      if (before ?? sent.found) await deletion.answer(session, sent, before);
      const cursor = before?.cursor ?? (await session.catalog.log.tail());
      return { modelVersionArn: arn, status: sent.status, cursor };
    },
  };
}

function isOneOf(status: ModelVersionStatus | null, ...statuses: ModelVersionStatus[]): boolean {
  return status !== null && statuses.includes(status);
}
