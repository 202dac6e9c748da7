import type { StatusChange } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import type { EntryChange } from './compare.js';

/** The real changes of status in what was stored, in the order in which they are logged. */
export function toChanges(entryChanges: readonly EntryChange<ModelVersion>[]): StatusChange[] {
  return entryChanges.flatMap(changesIn);
}

function changesIn({ before, after }: EntryChange<ModelVersion>): StatusChange[] {
  const was = before?.value ?? null;
  const is = after.value;
  const change = (version: ModelVersion, from: ModelVersion | null, to: ModelVersion | null) => ({
    versionArn: version.arn,
    projectArn: version.projectArn,
    version: to,
    previousStatus: from?.status ?? null,
    status: to?.status ?? null,
    observedAt: after.at,
  });

  if (was !== null && is !== null && was.arn === is.arn)
    return was.status === is.status ? [] : [change(is, was, is)];

  // A first sight in a snapshot is no change: the version may have been so for years. In a mutation's answer it is one.
  const isEvent = before !== undefined || after.source === 'answer';
  const gone = was === null ? [] : [change(was, was, null)];
  return is === null || !isEvent ? gone : [...gone, change(is, null, is)];
}
