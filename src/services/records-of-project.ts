import type { ProjectArn } from '../domain/arn.js';
import { ALIAS_HISTORY_KIND } from './alias-history.js';
import { ALIAS_KIND } from './alias-index.js';
import { CAP_KIND } from './caps.js';
import { SCHEDULE_KIND } from './schedule-index.js';
import { SCHEDULE_STATE_KIND, START_TIME_KIND } from './schedules.js';
import type { Session } from './session.js';

/** Their keys begin with the ARN of the project that they belong to. */
const KINDS = [SCHEDULE_KIND, SCHEDULE_STATE_KIND, START_TIME_KIND, ALIAS_KIND, ALIAS_HISTORY_KIND, CAP_KIND];

/** Deletes what was put for a project that is deleted: its ARN never comes back. What a project has used stays. */
export async function deleteRecordsOf({ records }: Pick<Session, 'records'>, arn: ProjectArn): Promise<void> {
  const keys = KINDS.flatMap((kind) => records.list(kind)).filter(({ key }) => key.split(' ')[0] === arn);
  if (keys.length > 0) await records.commit(keys.map(({ kind, key }) => ({ kind, key, value: null })));
}
