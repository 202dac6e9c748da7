import type { Priority } from './port.js';

/** Lower goes first. */
const RANK: Readonly<Record<Priority, number>> = { mutation: 0, interactive: 1, poller: 2 };

export function goesBefore(one: Priority, other: Priority): boolean {
  return RANK[one] < RANK[other];
}

export function higherPriority(one: Priority, other: Priority): Priority {
  return goesBefore(other, one) ? other : one;
}
