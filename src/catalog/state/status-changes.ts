import type { EndedRun, StatusChange } from '../../domain/event.js';
import type { EpochMs, ModelVersion } from '../../domain/model.js';
import { LONGEST_UNSEEN_RUN_MS, runOf } from '../../domain/status.js';
import type { StoredEntry } from './collection.js';
import type { EntryChange } from './compare.js';

/**
 * The real changes of status in what was stored, in the order in which they are logged.
 * @param sentAt - of a mutation's answer: when the mutation was sent
 */
export function toChanges(
  entryChanges: readonly EntryChange<ModelVersion>[],
  sentAt?: EpochMs,
): StatusChange[] {
  return entryChanges.flatMap((it) => changesIn(it, sentAt));
}

function changesIn(
  { before, after }: EntryChange<ModelVersion>,
  sentAt: EpochMs | undefined,
): StatusChange[] {
  const was = before?.value ?? null;
  const is = after.value;
  const endedRun = before && endedRunOf(before, is, sentAt);
  const change = (version: ModelVersion, from: ModelVersion | null, to: ModelVersion | null) => ({
    versionArn: version.arn,
    projectArn: version.projectArn,
    version: to,
    previousStatus: from?.status ?? null,
    status: to?.status ?? null,
    observedAt: after.at,
    ...(from && endedRun && { endedRun }),
  });

  if (was !== null && is !== null && was.arn === is.arn)
    return was.status === is.status ? [] : [change(is, was, is)];

  // A first sight in a snapshot is no change: the version may have been so for years. In a mutation's answer it is one.
  const isEvent = before !== undefined || after.source === 'answer';
  const gone = was === null ? [] : [change(was, was, null)];
  return is === null || !isEvent ? gone : [...gone, change(is, null, is)];
}

/** AWS stops nothing that does not run: a stop that it accepts shows that the version ran when the stop was sent. */
function endedRunOf(
  { value: was, at }: StoredEntry<ModelVersion>,
  is: ModelVersion | null,
  sentAt: EpochMs = at,
): EndedRun | undefined {
  const run = was && runOf(was);
  if (!run) return undefined;
  const isStop = is?.status === 'STOPPING' && sentAt - at <= LONGEST_UNSEEN_RUN_MS;
  const { minInferenceUnits, maxInferenceUnits } = was;
  return { ...run, untilAt: isStop ? Math.max(at, sentAt) : at, minInferenceUnits, maxInferenceUnits };
}
