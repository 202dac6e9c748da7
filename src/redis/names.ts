/** Every key that this program uses in Redis; operators find them by the prefix. */
export interface Names {
  /** Hash: the log's epoch, its newest entry, what was trimmed, and the newest commit. */
  readonly head: string;
  /** Stream: status changes. */
  readonly log: string;
  /** Stream: events of all other kinds, with ids in one order with those of status changes. */
  readonly events: string;
  /** Stream: what each commit changed, for the mirrors of all instances. */
  readonly commits: string;
  /** Hash: account and region → its newest commit. */
  readonly revisions: string;
  /** Hash: collection and name → JSON of a project or version. */
  readonly values: string;
  /** Hash: collection and name → from a snapshot or a mutation's answer, and when. */
  readonly stamps: string;
  /** Hash: account and region → the highest fencing token given to a poller. */
  readonly fencingTokens: string;
  /** Hash: the time that all instances share, and what Redis's clock showed then. */
  readonly timeline: string;
  /** Hash: account and region → until when, of the shared time, its lease is held. */
  readonly leaseEnds: string;
  /** Sorted set: instance → when it was last heard, milliseconds of the shared time. */
  readonly peers: string;
  /** Hash: instance → the newest commit that its reads show. */
  readonly applied: string;
  /** Written to see whether Redis takes writes. */
  readonly probe: string;
  /** Hash: the server that counts what is sent, and since when. */
  readonly windows: string;
  /** Hash: instance → the interest of its clients. */
  readonly interests: string;
  /** Hash: the highest revision that was given to a record. */
  readonly recordHead: string;
  /** Hash: kind and key of a record → its revision and JSON. */
  readonly records: string;
  /** Stream: what each commit of records changed, for the mirrors of all instances. */
  readonly recordCommits: string;
  lease(account: string): string;
  refreshLock(id: string): string;
  permits(account: string, operation: string): string;
  rate(account: string, operation: string): string;
  /** Hash: instance → when it last said that all its idempotency keys are stored. */
  readonly keyHolders: string;
  /** Hash: the time by which idempotency keys end, and what Redis's clock showed then. */
  readonly keyTime: string;
  /** Sorted set: idempotency key → when it ends. */
  readonly keyEnds: string;
  idempotency(id: string): string;
}

/** The braces keep all keys in one slot, so that a script can reach them on a cluster too. */
export function createNames(prefix = '{custom-labels-gateway}'): Names {
  const name = (...parts: string[]) => [prefix, ...parts].join(':');
  return {
    head: name('head'),
    log: name('log'),
    events: name('events'),
    commits: name('commits'),
    revisions: name('revisions'),
    values: name('values'),
    stamps: name('stamps'),
    fencingTokens: name('fences'),
    timeline: name('timeline'),
    applied: name('applied'),
    probe: name('probe'),
    leaseEnds: name('lease-ends'),
    windows: name('windows'),
    peers: name('peers'),
    interests: name('interests'),
    recordHead: name('record-head'),
    records: name('records'),
    recordCommits: name('record-commits'),
    lease: (account) => name('lease', account),
    refreshLock: (id) => name('look', id),
    permits: (account, operation) => name('permits', account, operation),
    rate: (account, operation) => name('rate', account, operation),
    keyHolders: name('key-holders'),
    keyTime: name('key-time'),
    keyEnds: name('key-ends'),
    idempotency: (id) => name('key', id),
  };
}
