/** A poller that dies is replaced after this and, at most, a quarter of it. */
export const LEASE_MS = 8_000;
