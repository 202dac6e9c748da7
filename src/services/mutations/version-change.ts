import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor, StatusChange } from '../../domain/event.js';
import type { EpochMs, ModelVersion } from '../../domain/model.js';
import type { Foreseen } from '../../domain/plan.js';
import type { ModelVersionStatus } from '../../domain/status.js';
import { checkConfigured } from '../account-regions.js';
import { withFields } from '../error-fields.js';
import { loadVersion } from '../reading/loaders.js';
import type { Session } from '../session.js';
import { afterLostReply, changesSince } from './lost-reply.js';
import type { Change } from './one-change.js';

/** A version after a change, and the position in the log from which every change of it is still to come. */
export interface ChangedVersion {
  readonly modelVersion: ModelVersion;
  readonly cursor: Cursor;
}

interface Before {
  readonly version: ModelVersion;
  readonly cursor: Cursor;
}

/** The status after the change, and the version if a describe showed it. */
interface Sent {
  readonly status: ModelVersionStatus;
  readonly found: ModelVersion | null;
  /** Only where AWS answered. */
  readonly sentAt?: EpochMs;
}

export type VersionChange<Answer> = Change<Before, Sent, Answer>;

/**
 * Where no intent was recorded, an older change of status is taken for another mutation's: a client without an answer
 * tries again sooner.
 */
const LATELY_MS = 60_000;

/** What the changes of an existing version differ in. */
interface Kind {
  /** Throws INVALID_INPUT. */
  readonly check?: () => void;
  readonly foresee: (session: Session, known: ModelVersion) => Promise<Foreseen>;
  readonly send: (session: Session) => Promise<ModelVersionStatus>;
  /**
   * Whether the change has happened.
   * @param now - null: the version is gone
   * @param before - null: not known
   * @param seen - its changes of status since the change may have been sent, newest first
   */
  readonly judge: (
    now: ModelVersion | null,
    before: ModelVersion | null,
    seen: readonly StatusChange[],
  ) => 'done' | 'not-done' | 'unclear';
  /** What else the change sets, beside the status. */
  readonly patch?: Partial<ModelVersion>;
}

/** A change of a version that exists, known by its ARN. */
export function versionChange(arn: ModelVersionArn, kind: Kind): VersionChange<ChangedVersion> {
  const { check, foresee, send, judge, patch } = kind;
  const fields = { NOT_FOUND: 'modelVersionArn', IN_USE: 'modelVersionArn' };
  return {
    check(session) {
      check?.();
      checkConfigured(session, 'modelVersionArn', arn);
    },
    async before(session) {
      const version = await requireModelVersion(session, arn);
      return { version, cursor: await session.catalog.log.tail() };
    },
    foresee: (session, { version }) => withFields(fields, () => foresee(session, version)),
    async send(session) {
      const sentAt = session.clock.now();
      return { status: await withFields(fields, () => send(session)), found: null, sentAt };
    },
    async recognise(session, { at, before }) {
      const found = await lookByArn(session, arn, before?.version ?? null);
      const since = before ? at : Math.max(at, session.clock.now() - LATELY_MS);
      const verdict = judge(found, before?.version ?? null, await changesSince(session, arn, since));
      return verdict === 'done' ? { sent: { status: found?.status ?? 'DELETING', found } } : verdict;
    },
    async answer(session, sent, before) {
      const modelVersion =
        sent.found ?? changedBy(sent, before, { ...patch, observedAt: session.clock.now() });
      await recordAnswer(session, modelVersion, sent.sentAt);
      return { modelVersion, cursor: before?.cursor ?? (await session.catalog.log.tail()) };
    },
  };
}

/** The version that AWS's answer does not show. */
function changedBy({ status }: Sent, before: Before | null, patch: Partial<ModelVersion>): ModelVersion {
  if (!before) throw notThere();
  return { ...before.version, ...patch, status, statusMessage: null };
}

/** Puts a mutation's answer where reads, subscribers and the poller see it. */
export async function recordAnswer(session: Session, version: ModelVersion, sentAt?: EpochMs): Promise<void> {
  const { catalog, loaders, onChanged: onMoved } = session;
  const sent = sentAt === undefined ? {} : { sentAt };
  await catalog.observe({ kind: 'version-answer', version, startedAt: version.observedAt, ...sent });
  loaders.forgetVersion(version.projectArn, version.name);
  onMoved(version.projectArn, version.arn);
}

/**
 * The version that a mutation is about, as known however long ago; AWS is called only if it never was.
 * @throws GatewayError NOT_FOUND
 */
async function requireModelVersion(session: Session, arn: ModelVersionArn): Promise<ModelVersion> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const project = session.catalog.project(accountRegionOf(arn), projectName)?.value;
  const known = project && session.catalog.version(project.arn, versionName)?.value;
  const version = known?.arn === arn ? known : await loadVersion(session.loaders, arn);
  if (version) return version;
  throw notThere();
}

/** A fresh describe, past the catalog. Returns null if the version is gone, whatever has its name now. */
async function lookByArn(
  session: Session,
  arn: ModelVersionArn,
  before: ModelVersion | null,
): Promise<ModelVersion | null> {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const projectArn = before?.projectArn ?? (await findProjectArn(session, arn, projectName));
  const found = projectArn && (await describeByName(session, projectArn, versionName));
  return found && found.arn === arn ? found : null;
}

async function findProjectArn(
  { upstream, callContext }: Session,
  arn: ModelVersionArn,
  projectName: string,
): Promise<ProjectArn | null> {
  const snapshot = await upstream.describeProjects(
    accountRegionOf(arn),
    [projectName],
    afterLostReply(callContext),
  );
  return snapshot.values[0]?.arn ?? null;
}

/** A fresh describe of a version by name, past the catalog, when it is unknown whether a change happened. */
export async function describeByName(
  { upstream, callContext }: Session,
  projectArn: ProjectArn,
  versionName: string,
): Promise<ModelVersion | null> {
  const snapshot = await upstream.describeModelVersions(
    projectArn,
    [versionName],
    afterLostReply(callContext),
  );
  return snapshot?.values[0] ?? null;
}

function notThere(): GatewayError {
  return new GatewayError('NOT_FOUND', 'There is no such model version.', { field: ['modelVersionArn'] });
}
