import { setTimeout as wait } from 'node:timers/promises';

/**
 * Looks every few milliseconds until it is so. Throws if it is not so in time: by default a little sooner than jest ends the test,
 * so that the failure says what was waited for.
 */
export async function until(isSo: () => boolean | Promise<boolean>, timeoutMs = 150_000): Promise<void> {
  const deadlineAt = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadlineAt) throw new Error(`Not so within ${timeoutMs} ms: ${isSo}`);
    await wait(10);
  }
}
