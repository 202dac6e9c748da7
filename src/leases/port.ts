/** Which instance may poll an account and region, for a bounded time. */
export interface LeaseStore {
  /** How long a lease lasts unless it is renewed. */
  readonly leaseDurationMs: number;
  /**
   * Acquires or renews it. Returns its fencing token, higher each time the lease changes hands; null while another
   * holds it. Rejects if the store cannot be reached.
   */
  acquire(account: string, holder: string): Promise<number | null>;
  /** Others may take it at once. Does nothing to another's. */
  release(account: string, holder: string): Promise<void>;
}
