import type { ChangeFilter } from '../../catalog/port.js';
import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../../domain/arn.js';
import type { Caller } from '../../domain/caller.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import type { ModelVersionStatus } from '../../domain/status.js';
import type { CallContext } from '../../upstream/port.js';
import { projectNameOf, readable } from '../permissions.js';
import { loadVersion } from '../reading/loaders.js';
import { createSession, type Services, type Session } from '../session.js';
import { checkArns } from '../streams/check-arns.js';
import { createLogStream } from '../streams/log-stream.js';
import type { EventStream } from '../streams/stream-state.js';
import { STATUS_FORM, type StatusEvent } from './status-events.js';

/** All that is named must match; null takes everything. */
export interface StatusFilter {
  readonly projectArns: readonly ProjectArn[] | null;
  readonly modelVersionArns: readonly ModelVersionArn[] | null;
  readonly statuses: readonly ModelVersionStatus[] | null;
}

/** What comes besides the changes. */
export interface StatusExtras {
  readonly includeCurrent: boolean;
  /** Now and then, and at least every tenth of the log's retention, a BOOKMARK. */
  readonly bookmarks: boolean;
}

const READ_TIMEOUT_MS = 10_000;

/**
 * Status changes after `after`, or from now on, for as long as the reader stays. With `includeCurrent` it begins with
 * how each matching version stands, which a GAP comes before; `return()` ends it at any time.
 * @throws GatewayError INVALID_INPUT for a filter out of range or a cursor that this gateway never made
 */
export async function followStatus(
  session: Session,
  filter: StatusFilter,
  after: Cursor | null,
  { includeCurrent, bookmarks }: StatusExtras,
): Promise<EventStream<StatusEvent>> {
  checkArns(session, 'projectArns', filter.projectArns);
  checkArns(session, 'modelVersionArns', filter.modelVersionArns);
  const { log } = session.catalog;
  const from = after ?? (await log.tail());
  const changes = toChangeFilter(filter);
  const follower = await log.follow(from, changes, true);
  let leave = () => {};
  try {
    leave = session.onSubscribed(await projectsOf(session, filter));
    const isResumed = after !== null && !follower.beginsWithGap;
    const { current, readCurrent } = includeCurrent ? await currentOf(session, filter) : NOTHING_CURRENT;
    // One literal, no spread: Node 20 gives those a hidden class each.
    return await createLogStream(follower, {
      form: STATUS_FORM,
      log,
      filter: changes,
      permissions: session.permissions,
      from,
      isResumed,
      bookmarks,
      leave,
      current,
      readCurrent,
    });
  } catch (error) {
    leave();
    await follower.return?.();
    throw error;
  }
}

/** Such a stream holds no session: thousands are open for hours. */
const NOTHING_CURRENT = { current: [], readCurrent: async () => [] };
const EVERYTHING: ChangeFilter = {};

function toChangeFilter({ projectArns, modelVersionArns, statuses }: StatusFilter): ChangeFilter {
  if (!projectArns && !modelVersionArns && !statuses) return EVERYTHING; // most subscribers have no filter: they share one
  return {
    ...(projectArns && { projectArns }),
    ...(modelVersionArns && { versionArns: modelVersionArns }),
    ...(statuses && { statuses }),
  };
}

async function currentOf(session: Session, filter: StatusFilter) {
  const read = (by: Session) => matching(by, filter);
  return { current: await read(session), readCurrent: readAgainBy(session, read) };
}

/** Keeps nothing of what the session has read: that may be thousands of versions, and the stream is open for hours. */
function readAgainBy(session: Session, read: (by: Session) => Promise<readonly ModelVersion[]>) {
  const { caller, callContext, permissions: _rights, loaders: _loaders, ...services } = session;
  return () => read(withNewDeadline(services, caller, callContext));
}

/** A session of this moment for the same caller: a session remembers what it has read and waited for, and has a deadline. */
function withNewDeadline(services: Services, caller: Caller, callContext: CallContext): Session {
  const deadlineAt = services.clock.now() + READ_TIMEOUT_MS;
  return createSession(services, caller, { ...callContext, deadlineAt, patience: { isOver: false } });
}

/**
 * The projects with changes that can match, for the poller to refresh more often; all of them where AWS cannot be
 * reached.
 */
async function projectsOf(
  session: Session,
  { projectArns, modelVersionArns }: StatusFilter,
): Promise<readonly ProjectArn[] | 'all'> {
  if (projectArns) return readable(session.permissions, projectArns, projectNameOf);
  if (!modelVersionArns) return 'all';
  const projects = await Promise.all(modelVersionArns.map((arn) => projectOf(session, arn))).catch(
    () => null,
  );
  if (projects === null) return 'all';
  const known = new Set(projects.flatMap((it) => it ?? []));
  return readable(session.permissions, [...known], projectNameOf);
}

/**
 * A version's ARN has only its project's name. Where the version is known, however long ago it was seen, that is
 * enough.
 */
async function projectOf({ catalog, loaders }: Session, arn: ModelVersionArn): Promise<ProjectArn | null> {
  const at = accountRegionOf(arn);
  const { projectName, versionName } = modelVersionArnParts(arn);
  const known = catalog.project(at, projectName)?.value;
  if (known && catalog.version(known.arn, versionName)?.value?.arn === arn) return known.arn;
  return (await loaders.project(at, projectName))?.arn ?? null;
}

async function matching(session: Session, filter: StatusFilter): Promise<readonly ModelVersion[]> {
  const { projectArns, modelVersionArns, statuses } = filter;
  const versions = modelVersionArns
    ? (await Promise.all(modelVersionArns.map((arn) => loadVersion(session.loaders, arn)))).filter(
        (it) => it !== null,
      )
    : await versionsOf(session, projectArns ?? (await allProjectArns(session)));
  return versions.filter(
    (it) => (projectArns?.includes(it.projectArn) ?? true) && (statuses?.includes(it.status) ?? true),
  );
}

async function versionsOf({ loaders }: Session, projectArns: readonly ProjectArn[]): Promise<ModelVersion[]> {
  const lists = await Promise.all(projectArns.map((arn) => loaders.versions(arn)));
  return lists.flat();
}

async function allProjectArns({ loaders, permissions }: Session): Promise<ProjectArn[]> {
  const lists = await Promise.all(permissions.accounts.map((at) => loaders.projects(at)));
  return lists.flat().map((project) => project.arn);
}
