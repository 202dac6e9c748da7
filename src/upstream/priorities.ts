import type { Lane } from './port.js';

/** Lower goes first. */
const RANK: Readonly<Record<Lane, number>> = { mutation: 0, interactive: 1, poller: 2 };

export function goesBefore(one: Lane, other: Lane): boolean {
  return RANK[one] < RANK[other];
}

export function higherLane(one: Lane, other: Lane): Lane {
  return goesBefore(other, one) ? other : one;
}
