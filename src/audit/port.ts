/** What is written before a mutation is tried. */
export interface Intent {
  readonly subject: string;
  /** Why the gateway did it by itself; absent where somebody asked. */
  readonly cause?: string;
  readonly mutation: string;
  readonly requestId: string;
  /** The ARNs, names and sizes of the input that say what it is about; never documents or keys. */
  readonly target: Readonly<Record<string, unknown>>;
  /** It is only asked what would be done. */
  readonly isDryRun?: true;
}

/** What is written after it. */
export interface Outcome {
  /** `done`, `dry run`, or the code of the error. */
  readonly result: string;
  /** An idempotency key gave the first result: nothing was done. */
  readonly replayed?: true;
  /** AWS's answers on the way, in order. */
  readonly calls: readonly { readonly operation: string; readonly awsRequestId: string | null }[];
}

/** Two records for each mutation that is tried. One without the second was cut off: AWS may have done it or not. */
export interface Audit {
  /**
   * Resolves when the record is safe from a crash. The returned function writes the outcome.
   * @throws GatewayError UPSTREAM_UNAVAILABLE if it cannot be written, TOO_MANY_REQUESTS if the subject has had enough
   *   written in this minute: then the mutation must not be tried
   */
  begin(intent: Intent): Promise<(outcome: Outcome) => Promise<void>>;
  /**
   * For an attempt that was refused before it could change anything: a few are written, the others counted, and
   * reported once a minute. Resolves also where nothing can be written.
   * @param result - the code of the error
   */
  refused(attempt: Intent, result: string): Promise<void>;
  close(): Promise<void>;
}

export const noAudit: Audit = {
  begin: async () => async () => {},
  refused: async () => {},
  close: async () => {},
};
