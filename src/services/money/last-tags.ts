import type { ProjectArn } from '../../domain/arn.js';
import type { Tag } from '../../domain/model.js';
import type { RecordStore } from '../../records/port.js';
import { usageIndexOf } from './usage-index.js';

/** The tags of a project as they were last read: grants need them for what it spent once it is gone. Its key is the ARN. */
interface LastTags {
  readonly tags: readonly Tag[];
}

/** Of the records. */
export const LAST_TAGS_KIND = 'last-tags';

/** None where they were never read: then grants that ask for tags give nothing. */
export function lastTagsOf(records: RecordStore, arn: ProjectArn): readonly Tag[] {
  return records.get<LastTags>(LAST_TAGS_KIND, arn)?.value.tags ?? [];
}

/** Writes them down where they are others than before; of a project of which usage is kept. */
export function noteTags(records: RecordStore, arn: ProjectArn, tags: readonly Tag[]): void {
  if (!usageIndexOf(records).watched.has(arn)) return;
  const record = records.get<LastTags>(LAST_TAGS_KIND, arn);
  if (record && JSON.stringify(record.value.tags) === JSON.stringify(tags)) return;
  const value: LastTags = { tags };
  void records.commit([{ kind: LAST_TAGS_KIND, key: arn, value }]).catch(() => {}); // the next read tells them again
}
