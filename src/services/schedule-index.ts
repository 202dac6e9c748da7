import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import { readSchedule, type Schedule } from '../domain/automation/schedule.js';
import type { RecordStore, StoredRecord } from '../records/port.js';

/** Of the records of schedules. */
export const SCHEDULE_KIND = 'schedule';

/** A schedule with its revision. */
export interface NamedSchedule extends Schedule {
  readonly kind: 'Schedule';
  readonly revision: string;
}

const indexes = new WeakMap<RecordStore, ScheduleIndex>();

/** One for each store, kept in step with it. */
export function scheduleIndexOf(records: RecordStore): ScheduleIndex {
  const index = indexes.get(records) ?? new ScheduleIndex(records);
  indexes.set(records, index);
  return index;
}

/** Finds schedules by project: each decision about one needs the others of its version. */
class ScheduleIndex {
  private readonly byProject = new Map<string, Map<string, NamedSchedule>>();

  constructor(private readonly records: RecordStore) {
    records.subscribe(SCHEDULE_KIND, (key) => this.update(key));
    for (const { key } of records.list(SCHEDULE_KIND)) this.update(key);
  }

  /** By project and name. */
  all(): readonly NamedSchedule[] {
    return [...this.byProject.values()].flatMap((it) => [...it.values()]).sort(byKey);
  }

  /** Of all that has or had this project's name, by name. */
  near(arn: ProjectArn | ModelVersionArn): readonly NamedSchedule[] {
    return [...(this.byProject.get(prefixOf(arn))?.values() ?? [])].sort(byKey);
  }

  private update(key: string): void {
    const prefix = prefixOf(key);
    const ofProject = this.byProject.get(prefix) ?? new Map<string, NamedSchedule>();
    const record = this.records.get(SCHEDULE_KIND, key);
    if (record) this.byProject.set(prefix, ofProject.set(key, toNamedSchedule(record)));
    else ofProject.delete(key);
    if (ofProject.size === 0) this.byProject.delete(prefix);
  }
}

export function toNamedSchedule({ revision, value }: StoredRecord): NamedSchedule {
  return { kind: 'Schedule', ...readSchedule(value), revision };
}

/** Up to the project's name: what a version's ARN has, too. */
function prefixOf(arn: string): string {
  return arn.slice(0, arn.indexOf('/', arn.indexOf('/') + 1));
}

function byKey(a: NamedSchedule, b: NamedSchedule): number {
  if (a.projectArn !== b.projectArn) return a.projectArn < b.projectArn ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
