import type { RandomOperation } from './operations.js';
import type { Answer } from './reference.js';
import type { Variables } from './variables.js';

/** How many operations in all; `npm run differential` takes 10,000. */
const OPERATIONS = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 300);
/** Each of them is told of several events. */
export const SUBSCRIPTIONS = Math.ceil(OPERATIONS / 5);
export const QUERIES = OPERATIONS - SUBSCRIPTIONS;
/** Each operation has a seed of its own from here on. */
export const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
/** Milliseconds, for a machine that does much else. */
export const TIMEOUT_MS = 60_000 + OPERATIONS * 500;

/** All that is needed to run it again; null if the answers are equal. */
export function toDifference(
  { seed, text }: RandomOperation,
  way: string,
  variables: Variables,
  wanted: Answer,
  { data, errors }: Answer,
): object | null {
  const answered = { data, errors };
  if (JSON.stringify(answered) === JSON.stringify(wanted)) return null;
  return { seed, way, text, variables: JSON.stringify(variables), wanted, answered };
}
