import { setTimeout as wait } from 'node:timers/promises';

/** A little less than jest gives to each test, so that a failure says what was waited for. */
export const PATIENCE_MS = 150_000;

/** Looks every few milliseconds until it is so. Throws if it is not so in time. */
export async function until(isSo: () => boolean | Promise<boolean>, timeoutMs = PATIENCE_MS): Promise<void> {
  const deadlineAt = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadlineAt) throw new Error(`Not so within ${timeoutMs} ms: ${isSo}`);
    await wait(10);
  }
}
