import { setTimeout as pause } from 'node:timers/promises';

/**
 * Whether it settles before a timer of the same process that begins with it: what is slow because the machine is slow is as late
 * as the timer, what waits for something that does not come is later.
 */
export async function isSooner(what: Promise<unknown>, ms: number): Promise<boolean> {
  const over = new AbortController();
  const late = pause(ms, false, { signal: over.signal }).catch(() => false);
  const answer = await Promise.race([what.then(() => true), late]);
  over.abort();
  return answer;
}
