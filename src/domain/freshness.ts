/** What a request says of the age of its answer, as `Cache-Control` does: https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1 */
export interface FreshnessDemand {
  /** Nothing older than this is an answer; Infinity: whatever the gateway takes for fresh is one. */
  readonly maxAgeMs: number;
  /** AWS is not asked, whatever the age. */
  readonly onlyIfCached: boolean;
}

/** How long an answer serves, in milliseconds from the call to AWS. */
export interface Freshness {
  /** When the oldest part of it was read from AWS; 0: it is a mutation's answer that no refresh has confirmed. */
  readonly validatedAt: number;
  /** So long it counts as fresh. */
  readonly maxAgeMs: number;
  /** So long it is given at once, and refreshed behind the reader. Default: not longer than it is fresh. */
  readonly staleWhileRevalidateMs?: number;
}
