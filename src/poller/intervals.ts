/** How often all versions of a project are listed while it has a subscriber by name. */
const WATCHED_LIST_MS = 5_000;
/** The same while there is a subscriber to everything, or a recent reader of the project. */
export const NOTICED_LIST_MS = 10_000;

/** Without interest: a project with a running version, which costs money, and one where all is settled. */
const RUNNING_LIST_MS = 120_000;
const SETTLED_LIST_MS = 300_000;

/** How often projects are listed, to find those made elsewhere: with a subscriber in the account, and without. */
const WATCHED_DISCOVERY_MS = 10_000;
const IDLE_DISCOVERY_MS = 150_000;

/** The same while the list was read lately: with its jitter younger than what is given to readers at once. */
const READ_DISCOVERY_MS = 20_000;

/** Lists come this share of their interval earlier or later, so that those begun together drift apart. */
const JITTER = 0.1;

/** @param jitter - in [0, 1) */
export function withJitter(intervalMs: number, jitter: number): number {
  return intervalMs * (1 - JITTER + 2 * JITTER * jitter);
}

/** How strong the interest in a project is. */
export type InterestLevel = 'watched' | 'noticed' | 'none';

export function versionListMs(level: InterestLevel, hasRunning: boolean): number {
  if (level === 'watched') return WATCHED_LIST_MS;
  if (level === 'noticed') return NOTICED_LIST_MS;
  return hasRunning ? RUNNING_LIST_MS : SETTLED_LIST_MS;
}

export function discoveryMs(isWatched: boolean, isListRead: boolean): number {
  if (isWatched) return WATCHED_DISCOVERY_MS;
  return isListRead ? READ_DISCOVERY_MS : IDLE_DISCOVERY_MS;
}
