import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';

/** For so long a sum may hold the event loop: requests and timers wait meanwhile. */
const SLICE_MS = 10;

let last: Promise<void> = Promise.resolve();

/** Resolves in a later turn of the event loop, for one sum in each, first come first served. */
function turnOfSums(): Promise<void> {
  last = last.then(() => nextTurn());
  return last;
}

/**
 * What `count` gives for each item, in their order. However many such sums are under way, others get their turn between slices.
 * @param deadlineAt - when nobody waits for the answer any more
 * @throws GatewayError QUERY_TOO_LARGE after the deadline
 */
export async function inSlices<T, R>(
  items: readonly T[],
  count: (item: T) => R,
  clock: Pick<Clock, 'now'>,
  deadlineAt: EpochMs,
): Promise<R[]> {
  const counted: R[] = [];
  let sliceEndsAt = Number.NEGATIVE_INFINITY;
  for (const it of items) {
    if (clock.now() >= sliceEndsAt) {
      await turnOfSums();
      if (clock.now() >= deadlineAt) throw tooLarge();
      sliceEndsAt = clock.now() + SLICE_MS;
    }
    counted.push(count(it));
  }
  return counted;
}

/** What `count` gives, in a turn of the event loop in which no other such sum is counted. @throws as {@link inSlices} */
export async function inTurn<R>(count: () => R, clock: Pick<Clock, 'now'>, deadlineAt: EpochMs): Promise<R> {
  await turnOfSums();
  if (clock.now() >= deadlineAt) throw tooLarge();
  return count();
}

function tooLarge(): GatewayError {
  return new GatewayError(
    'QUERY_TOO_LARGE',
    'Counting took longer than an operation may. Ask for fewer days, or for fewer sums at once.',
  );
}
