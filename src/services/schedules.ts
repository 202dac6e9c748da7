import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import {
  readScheduleState,
  type Schedule,
  type ScheduleState,
  scheduleKey,
} from '../domain/automation/schedule.js';
import type { WantedUnits } from '../domain/automation/schedule-situation.js';
import { nextStopOf, wishAt } from '../domain/automation/schedule-wish.js';
import { leadTimeMs, readStartTimes } from '../domain/automation/start-time.js';
import type { EpochMs } from '../domain/model.js';
import type { RecordStore } from '../records/port.js';
import { aliasNamed } from './aliases.js';
import { type NamedSchedule, SCHEDULE_KIND, scheduleIndexOf, toNamedSchedule } from './schedule-index.js';

/** Of the records of what was done about schedules; each has its schedule's key. */
export const SCHEDULE_STATE_KIND = 'schedule-state';
/** Of the records of how long starts took; the key is a project's ARN. */
export const START_TIME_KIND = 'start-time';

/** Null: there is none. */
export function scheduleNamed(
  records: RecordStore,
  projectArn: ProjectArn,
  name: string,
): NamedSchedule | null {
  const record = records.get(SCHEDULE_KIND, scheduleKey(projectArn, name));
  return record ? toNamedSchedule(record) : null;
}

/** By name. */
export function schedulesIn(records: RecordStore, projectArn: ProjectArn): readonly NamedSchedule[] {
  return scheduleIndexOf(records)
    .near(projectArn)
    .filter((it) => it.projectArn === projectArn);
}

/** Those that start and stop it, by its own ARN or by an alias that names it. */
export function schedulesOf(records: RecordStore, arn: ModelVersionArn): readonly NamedSchedule[] {
  return scheduleIndexOf(records)
    .near(arn)
    .filter((it) => targetOf(records, it) === arn);
}

/** What it starts and stops now; null while its alias names nothing. */
export function targetOf(
  records: RecordStore,
  { projectArn, modelVersionArn, aliasName }: Pick<Schedule, 'projectArn' | 'modelVersionArn' | 'aliasName'>,
): ModelVersionArn | null {
  if (modelVersionArn !== null || aliasName === null) return modelVersionArn;
  return aliasNamed(records, projectArn, aliasName)?.modelVersionArn ?? null;
}

/** Null: nothing was done about it yet. */
export function stateOf(
  records: RecordStore,
  { projectArn, name }: Pick<Schedule, 'projectArn' | 'name'>,
): ScheduleState | null {
  const record = records.get(SCHEDULE_STATE_KIND, scheduleKey(projectArn, name));
  return record ? readScheduleState(record.value) : null;
}

/** How long before a window a model of this project is started. */
export function leadTimeOf(records: RecordStore, projectArn: ProjectArn): number {
  return leadTimeMs(readStartTimes(records.get(START_TIME_KIND, projectArn)?.value));
}

/** The schedules that want this version to run now, but for one. */
export function wantedBy(
  records: RecordStore,
  arn: ModelVersionArn,
  except: Pick<Schedule, 'projectArn' | 'name'>,
  now: EpochMs,
): readonly WantedUnits[] {
  const isOther = (it: NamedSchedule) => it.name !== except.name || it.projectArn !== except.projectArn;
  return schedulesOf(records, arn)
    .filter((it) => isOther(it) && isWanted(records, it, now))
    .map(({ name, minInferenceUnits: min, maxInferenceUnits: max }) => ({ name, min, max }));
}

/** By name: the schedules of an alias that want what it names to run now. */
export function openSchedulesOfAlias(
  records: RecordStore,
  projectArn: ProjectArn,
  aliasName: string,
  now: EpochMs,
): readonly NamedSchedule[] {
  return schedulesIn(records, projectArn).filter(
    (it) => it.aliasName === aliasName && isWanted(records, it, now),
  );
}

function isWanted(records: RecordStore, schedule: NamedSchedule, now: EpochMs): boolean {
  const leadMs = leadTimeOf(records, schedule.projectArn);
  return wishAt(schedule, leadMs, stateOf(records, schedule)?.windowAt ?? null, now)?.state === 'RUNNING';
}

/** When schedules are next to stop a version that runs; null: none is. */
export function scheduledStopOf(records: RecordStore, arn: ModelVersionArn, now: EpochMs): EpochMs | null {
  const stoppers = scheduleIndexOf(records)
    .near(arn)
    .filter((it) => targetOf(records, it) === arn || hasStarted(records, it, arn));
  const [first] = stoppers;
  return first ? nextStopOf(stoppers, leadTimeOf(records, first.projectArn), now) : null;
}

function hasStarted(records: RecordStore, schedule: NamedSchedule, arn: ModelVersionArn): boolean {
  return stateOf(records, schedule)?.started.some((it) => it.arn === arn) ?? false;
}
