/** The one lease of all that the gateway does by itself: its holder acts. */
export const AUTOMATION_LEASE = 'automation';
