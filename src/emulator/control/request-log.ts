export interface LoggedRequest {
  readonly operation: string;
  /** null if nobody signed. */
  readonly account: string | null;
  readonly region: string | null;
  /** By the emulated clock. */
  readonly atMs: number;
  readonly input: unknown;
  /** The HTTP status; 0 if the connection was cut without an answer. */
  readonly status: number;
  readonly errorType?: string;
  readonly requestId: string;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Exact counts by operation, and the latest requests, oldest first. */
  read(): { readonly counts: Record<string, number>; readonly requests: readonly LoggedRequest[] };
  clear(): void;
}

const KEPT_REQUESTS = 5_000;

/** Operations counted apart at most: an unknown name is free text. */
const KEPT_NAMES = 1_000;

/** Remembers AWS requests (not those of the control address); `onRequest` gets each. */
export function createRequestLog(onRequest: (request: LoggedRequest) => void): RequestLog {
  const counts = new Map<string, number>();
  let requests: LoggedRequest[] = [];

  return {
    add(request) {
      const { operation } = request;
      const name = counts.has(operation) || counts.size < KEPT_NAMES ? operation : 'other';
      counts.set(name, (counts.get(name) ?? 0) + 1);
      requests.push(request);
      if (requests.length >= 2 * KEPT_REQUESTS) requests = requests.slice(-KEPT_REQUESTS);
      onRequest(request);
    },
    read: () => ({ counts: Object.fromEntries(counts), requests: requests.slice(-KEPT_REQUESTS) }),
    clear() {
      counts.clear();
      requests = [];
    },
  };
}
