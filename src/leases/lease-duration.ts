/** A poller that dies is missed after this, and a quarter of it until the next one looks. */
export const LEASE_MS = 8_000;
