import type { ServiceError } from '../errors.js';
import type { Signature, SignedRequest } from '../identity.js';
import type { Operation } from '../operation.js';

/** An HTTP request with its body read. */
export interface Incoming extends SignedRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One of AWS's ways to carry an operation over HTTP. */
export interface Protocol {
  /** Whether a request speaks this protocol. */
  speaks(incoming: Incoming, signature: Signature | undefined): boolean;
  /** The name of the operation that is asked for; the request log has it even if we do not know it. */
  nameOf(incoming: Incoming): string;
  readonly operations: ReadonlyMap<string, Operation>;
  /** The operation's input, not yet validated. Throws ServiceError if it cannot be read. */
  inputOf(incoming: Incoming): unknown;
  success(result: object, requestId: string, operation: string): Reply;
  failure(error: ServiceError, requestId: string): Reply;
}

/** Operations by AWS's name of them. */
export function byName(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  return new Map(operations.map((operation) => [operation.name, operation]));
}

/** A header's value; the first one if there are several. */
export function headerOf({ headers }: Incoming, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
