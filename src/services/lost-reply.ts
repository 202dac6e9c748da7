import { type ErrorCode, GatewayError } from '../domain/errors.js';
import type { Ask } from '../upstream/port.js';

/** UPSTREAM_FAILED also stands for an answer that cannot be read: the change may have happened. */
const UNKNOWN_OUTCOME: readonly ErrorCode[] = ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_FAILED'];

/** AWS's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Sends a change to AWS. When the outcome is unknown (no answer, or an answer that says only that AWS failed) it
 * looks whether the change happened all the same, before it calls it failed.
 * @param find - the change's result, or null if it is not there
 */
export async function withLostReply<T>(send: () => Promise<T>, find: () => Promise<T | null>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof GatewayError) || !UNKNOWN_OUTCOME.includes(error.code)) throw error;
    const found = await find().catch(() => null); // the first failure is the one to report
    if (found === null) throw error;
    return found;
  }
}

/** For the calls of `find`. */
export function afterLostReply(ask: Ask): Ask {
  return { ...ask, reason: 'lost-reply' };
}

/** Whether something that AWS created at `createdAt` can come from a request sent at `sentAt`. Epoch ms. */
export function isCreatedSince(createdAt: number, sentAt: number): boolean {
  return createdAt >= sentAt - CLOCK_SKEW_MS;
}
