const DAY_MS = 86_400_000;

/** How long usage is kept: 13 months. */
export const KEPT_MS = 396 * DAY_MS;
