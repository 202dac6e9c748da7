import type { ProjectArn } from '../../domain/arn.js';
import type { Action } from '../../domain/grant.js';
import type { EpochMs, Tag } from '../../domain/model.js';
import type { RecordStore } from '../../records/port.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';
import { usageIndexOf } from './usage-index.js';

/** The tags of a project as they were last read: grants need them for what it spent once it is gone. Its key is the ARN. */
interface LastTags {
  readonly tags: readonly Tag[];
  /** When the read began that showed them. Of the wall clock; left out by earlier releases. */
  readonly readAt?: EpochMs;
}

/** Of the records. */
export const LAST_TAGS_KIND = 'last-tags';

/** None where they were never read: then grants that ask for tags give nothing. */
export function lastTagsOf(records: RecordStore, arn: ProjectArn): readonly Tag[] {
  return records.get<LastTags>(LAST_TAGS_KIND, arn)?.value.tags ?? [];
}

/** Whether the caller may do it in a project, which has the tags that were known last if it is gone. */
export async function mayAlsoIfGone(
  { permissions, records }: Pick<Session, 'permissions' | 'records'>,
  action: Action,
  arn: ProjectArn,
): Promise<boolean> {
  const isGone = (usageIndexOf(records).watched.get(arn)?.until ?? null) !== null;
  const project = projectNameOf(arn);
  return isGone
    ? permissions.mayWithTags(action, project, lastTagsOf(records, arn))
    : permissions.may(action, project);
}

/**
 * Writes them down where they are others than before; of a project of which usage is kept. What was read sooner than what is
 * written down, on another instance for example, is left.
 */
export function noteTags(records: RecordStore, arn: ProjectArn, tags: readonly Tag[], readAt: EpochMs): void {
  if (!usageIndexOf(records).watched.has(arn)) return;
  const record = records.get<LastTags>(LAST_TAGS_KIND, arn);
  if (record && JSON.stringify(record.value.tags) === JSON.stringify(tags)) return;
  if (record && (record.value.readAt ?? 0) > readAt) return;
  const value: LastTags = { tags, readAt };
  const change = { kind: LAST_TAGS_KIND, key: arn, value, expected: record?.revision ?? null };
  void records.commit([change]).catch(() => {}); // the next read tells them again
}
