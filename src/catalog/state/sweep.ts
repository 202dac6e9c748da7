/** Longer than any call to AWS with its retries may take. */
export const LONGEST_REFRESH_MS = 10 * 60_000;
export const SWEEP_INTERVAL_MS = 60_000;
