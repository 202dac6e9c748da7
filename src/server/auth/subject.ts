/** Longer than any name that an issuer gives, and short enough for a line of the log. */
const MAX_SUBJECT = 256;
/** The subject of the gateway's own changes in the audit; no caller may have one like it. */
const RESERVED = 'automation:';

/** What is wrong with the name of a caller, for the log; null if it can be used. */
export function mistakeInSubject(subject: unknown): string | null {
  if (typeof subject !== 'string') return `expected a string, not ${typeOf(subject)}`;
  if (!/^\S+$/.test(subject)) return 'expected a name without spaces';
  if (subject.length > MAX_SUBJECT) return `expected at most ${MAX_SUBJECT} characters`;
  return subject.startsWith(RESERVED) ? `names that begin with ${RESERVED} are the gateway's own` : null;
}

/** The type of a JSON value, in JSON's own words. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
