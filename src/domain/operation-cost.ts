/** What one operation cost: counted while it runs, and shown to the caller. */
export interface OperationCost {
  /** Calls sent to AWS because of this request. */
  calls: number;
  /** Calls that another request had under way already, with an answer that served this one too. */
  coalesced: number;
  /** Answers that came from the catalog. */
  fromCatalog: number;
  /** True once a stale answer was given because AWS could not be reached. */
  stale: boolean;
  /** How many instances do not show yet what a mutation did. Default: none. */
  pendingInstances?: number;
}
