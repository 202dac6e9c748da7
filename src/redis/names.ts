/** Every key that this program uses in Redis; operators find them by the prefix. */
export interface Names {
  /** Hash: the log's epoch, its newest entry and what was trimmed. */
  readonly head: string;
  /** Stream: status changes. */
  readonly log: string;
  /** Stream: what each commit changed on the shelves, for the mirrors of other instances. */
  readonly state: string;
  /** Hash: account and region → the id of its newest commit in `state`. */
  readonly revisions: string;
  /** Hash: account and region → the highest fencing number given to a poller. */
  readonly fences: string;
  /** Sorted set: instance → when it was last heard, epoch milliseconds. */
  readonly peers: string;
  /** Hash: instance → what its clients are interested in. */
  readonly interests: string;
  /** Set: the shelves of an account and region. */
  shelves(account: string): string;
  /** Hash: name → JSON of a project or version. */
  values(account: string, shelf: string): string;
  /** Hash: name → who says so and when. */
  stamps(account: string, shelf: string): string;
  lease(account: string): string;
  look(id: string): string;
  permits(account: string, operation: string): string;
  rate(account: string, operation: string): string;
  idempotency(id: string): string;
}

/** The braces keep all keys in one slot, so that a script can reach them on a cluster too. */
export function createNames(prefix = '{custom-labels-gateway}'): Names {
  const name = (...parts: string[]) => [prefix, ...parts].join(':');
  return {
    head: name('head'),
    log: name('log'),
    state: name('state'),
    revisions: name('revisions'),
    fences: name('fences'),
    peers: name('peers'),
    interests: name('interests'),
    shelves: (account) => name('shelves', account),
    values: (account, shelf) => name('values', account, shelf),
    stamps: (account, shelf) => name('stamps', account, shelf),
    lease: (account) => name('lease', account),
    look: (id) => name('look', id),
    permits: (account, operation) => name('permits', account, operation),
    rate: (account, operation) => name('rate', account, operation),
    idempotency: (id) => name('key', id),
  };
}
