import type { Ask, Lane } from '../port.js';

/** Lower goes first. */
const RANK: Readonly<Record<Lane, number>> = { mutation: 0, interactive: 1, poller: 2 };

interface Waiting {
  readonly ask: Ask;
}

export function goesBefore(one: Lane, other: Lane): boolean {
  return RANK[one] < RANK[other];
}

export function higherLane(one: Lane, other: Lane): Lane {
  return goesBefore(other, one) ? other : one;
}

/** Who goes now: the best lane's first in the order given. */
export function firstOf<W extends Waiting>(waiting: Iterable<W>): W | undefined {
  let first: W | undefined;
  for (const it of waiting) {
    if (!first || goesBefore(it.ask.lane, first.ask.lane)) first = it;
  }
  return first;
}

/** How many of those waiting go before a newcomer in `lane`. */
export function countAhead(waiting: Iterable<Waiting>, lane: Lane): number {
  let count = 0;
  for (const { ask } of waiting) if (!goesBefore(lane, ask.lane)) count += 1;
  return count;
}
