/** Who may poll an account and region, for a bounded time. */
export interface LeaseStore {
  /** How long a lease lasts unless it is taken again. */
  readonly leaseDurationMs: number;
  /**
   * Takes it, or keeps it. Answers its fencing number, higher each time the lease changes hands; null while another
   * holds it. Rejects when it cannot be known.
   */
  acquire(account: string, holder: string): Promise<number | null>;
  /** Others may take it at once. Does nothing to another's. */
  release(account: string, holder: string): Promise<void>;
}
