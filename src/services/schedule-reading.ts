import type { ProjectArn } from '../domain/arn.js';
import { type ScheduleRun, scheduleKey } from '../domain/automation/schedule.js';
import { nextTransition, type Transition } from '../domain/automation/schedule-wish.js';
import { checkText } from '../domain/constraints.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import { isConfigured } from './account-regions.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { projectNameOf, readable } from './permissions.js';
import { plannedStopOf } from './planned-stops.js';
import { loadVersion, type MaybePromise } from './reading/loaders.js';
import { type NamedSchedule, scheduleIndexOf } from './schedule-index.js';
import { leadTimeOf, scheduledStopOf, scheduleNamed, schedulesIn, stateOf, targetOf } from './schedules.js';
import type { Session } from './session.js';

const BY_NAME: Order<NamedSchedule> = {
  name: 'schedules',
  descending: false,
  keyOf: (it) => it.name,
  idOf: (it) => scheduleKey(it.projectArn, it.name),
};

/** All that the caller may see. @throws GatewayError INVALID_INPUT for a page out of range */
export async function listSchedules(session: Session, page: PageRequest): Promise<Connection<NamedSchedule>> {
  const toPage = createPage(BY_NAME, page);
  const known = scheduleIndexOf(session.records)
    .all()
    .filter((it) => isConfigured(session, projectNameOf(it.projectArn)));
  return toPage(await readable(session.permissions, known, (it) => projectNameOf(it.projectArn)));
}

/** Of a project that the caller sees. @throws GatewayError INVALID_INPUT for a page out of range */
export function listSchedulesOfProject(
  { records }: Session,
  projectArn: ProjectArn,
  page: PageRequest,
): Connection<NamedSchedule> {
  return createPage(BY_NAME, page)(schedulesIn(records, projectArn));
}

/** Null: there is none, or the caller may not see its project. */
export async function findSchedule(
  session: Session,
  projectArn: ProjectArn,
  name: string,
): Promise<NamedSchedule | null> {
  checkText('scheduleName', name, ['id']);
  session.callContext.cacheDependencies?.noStore(); // nothing tells the cache of changed records
  const project = projectNameOf(projectArn);
  const isSeen = isConfigured(session, project) && (await session.permissions.may('read', project));
  return isSeen ? scheduleNamed(session.records, projectArn, name) : null;
}

/** As {@link findSchedule}. @param key - of its record */
export function findScheduleByKey(session: Session, key: string): Promise<NamedSchedule | null> {
  const space = key.indexOf(' ');
  return findSchedule(session, key.slice(0, space) as ProjectArn, key.slice(space + 1));
}

/** Null while its alias names nothing, and where the version is gone. */
export function versionOf(session: Session, schedule: NamedSchedule): MaybePromise<ModelVersion | null> {
  const arn = targetOf(session.records, schedule);
  return arn === null ? null : loadVersion(session.loaders, arn);
}

export function nextTransitionOf({ records, clock }: Session, schedule: NamedSchedule): Transition | null {
  const leadMs = leadTimeOf(records, schedule.projectArn);
  const state = stateOf(records, schedule);
  const known = state?.scheduleRevision === schedule.revision ? state : null;
  return nextTransition(schedule, known, leadMs, clock.wallNow());
}

export function lastRunOf({ records }: Session, schedule: NamedSchedule): ScheduleRun | null {
  return stateOf(records, schedule)?.lastRun ?? null;
}

/** The earliest stop that is known of a version. Null: none, or not known before it runs. */
export function earliestStopOf(
  { records, clock }: Session,
  version: Pick<ModelVersion, 'arn' | 'status'>,
): EpochMs | null {
  if (version.status !== 'STARTING' && version.status !== 'RUNNING') return null;
  const planned = plannedStopOf({ records }, version)?.at ?? null;
  const scheduled = scheduledStopOf(records, version.arn, clock.wallNow());
  if (planned === null || scheduled === null) return planned ?? scheduled;
  return Math.min(planned, scheduled);
}
