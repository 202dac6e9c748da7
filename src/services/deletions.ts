import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { RecordChange, RecordStore, StoredRecord } from '../records/port.js';

/** Of the records of deletions that are sent to AWS; their key is the ARN of what is deleted. */
const DELETION_KIND = 'deletion';

interface Deletion {
  /** Of the wall clock. It counts no more after this. */
  readonly until: EpochMs;
}

/** Longer than a mutation waits for AWS. */
const LONGEST_MS = 60_000;

/**
 * Puts on record for a minute that this is being deleted: from now on no alias is made that names it, and what was stored
 * before is known to this instance. The returned function takes it back, unless another deletion of the same may be
 * under way.
 * @throws GatewayError STORAGE_UNAVAILABLE
 */
export async function beginDeletion(
  records: RecordStore,
  arn: ModelVersionArn | ProjectArn,
  now: EpochMs,
): Promise<() => Promise<void>> {
  for (;;) {
    const known = records.get<Deletion>(DELETION_KIND, arn);
    const isShared = known !== undefined && known.value.until >= now;
    const mine = await put(records, arn, known, now);
    if (!mine) continue; // another instance was first
    if (records.get(DELETION_KIND, arn)?.revision !== mine.revision) throw notCaughtUp();
    return async () => {
      if (!isShared) await records.commit([endOf(mine)]);
    };
  }
}

/** Takes away with it what other deletions have left behind. Null: somebody else changed one of them. */
async function put(
  records: RecordStore,
  key: ModelVersionArn | ProjectArn,
  known: StoredRecord | undefined,
  now: EpochMs,
): Promise<StoredRecord | null> {
  const value: Deletion = { until: now + LONGEST_MS };
  const ended = records.list<Deletion>(DELETION_KIND).filter((it) => it.key !== key && it.value.until < now);
  const stored = await records.commit([
    { kind: DELETION_KIND, key, value, expected: known?.revision ?? null },
    ...ended.map(endOf),
  ]);
  return stored?.[0] ?? null;
}

function endOf({ key, revision }: StoredRecord): RecordChange {
  return { kind: DELETION_KIND, key, value: null, expected: revision };
}

/**
 * For a commit that holds only while none of these is being deleted.
 * @throws GatewayError IN_USE
 */
export function noDeletionOf(
  records: RecordStore,
  arns: readonly (ModelVersionArn | ProjectArn)[],
  now: EpochMs,
): RecordChange[] {
  return arns.map((key) => {
    const record = records.get<Deletion>(DELETION_KIND, key);
    if (record && record.value.until >= now)
      throw new GatewayError('IN_USE', 'modelVersionArn: it is being deleted.', {
        field: ['modelVersionArn'],
      });
    return { kind: DELETION_KIND, key, value: null, expected: record?.revision ?? null };
  });
}

/** Commits are seen in their order, so an instance that does not see its own may miss those before it. */
function notCaughtUp(): GatewayError {
  return new GatewayError(
    'STORAGE_UNAVAILABLE',
    'Whether a protected alias names it is not known now. Nothing was deleted.',
    { isUnsent: true },
  );
}
