import type { ModelVersionArn } from '../../domain/arn.js';
import type { StatusChange } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import type { CallContext } from '../../upstream/port.js';
import type { Session } from '../session.js';

// How to find out whether a change without an answer happened.

/** AWS's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

/** More than a version goes through within the time that a key is good for. */
const HISTORY = 100;

/** For the calls of `recognise`. */
export function afterLostReply(callContext: CallContext): CallContext {
  return { ...callContext, reason: 'lost-reply' };
}

/** Whether something that AWS created at `createdAt` can come from a request sent at `sentAt`. Epoch ms. */
export function isCreatedSince(createdAt: EpochMs, sentAt: EpochMs): boolean {
  return createdAt >= sentAt - CLOCK_SKEW_MS;
}

/** The version's changes of status that were seen since then, newest first, as far as the log still holds them. */
export async function changesSince(
  { catalog }: Session,
  arn: ModelVersionArn,
  since: EpochMs,
): Promise<readonly StatusChange[]> {
  const { changes } = await catalog.log.history(arn, HISTORY, null);
  return changes.filter(({ observedAt }) => observedAt >= since);
}
