import { createHash } from 'node:crypto';
import { type DocumentNode, execute, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { asOfNow, type Caller } from '../../domain/caller.js';
import type { Cursor } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import { toClientError } from '../../graphql/client-error.js';
import type { CreateContext } from '../../graphql/create-context.js';
import type { Log } from '../../log.js';
import { grantsKeyOf } from '../auth/grants-key.js';
import type { KnownDocument } from './subscription-documents.js';

type Variables = Readonly<Record<string, unknown>>;

/** What a subscription's source gives. */
export interface StreamEvent {
  /** CURRENT, GAP, BOOKMARK, or what has happened. */
  readonly kind: string;
  readonly cursor: Cursor;
  readonly observedAt: EpochMs;
}

/** What is done with each event of a subscription. Those with the same key and grants get the same answers. */
export interface EventOperation {
  readonly key: string;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** What the document calls it. */
  readonly name: string | null;
  readonly variables: Variables;
  readonly requestId: string;
  readonly caller: Caller;
}

/** One event as JSON in UTF-8: the `payload` of a frame. */
export type ToPayload = (operation: EventOperation, event: StreamEvent) => Buffer | Promise<Buffer>;

/** Long enough for all subscribers of one event; the parts of an answer that are read live are no older. */
const SHARED_FOR_MS = 2_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** Runs and serialises each change once for each distinct operation, however many follow it. */
export function createEventPayloads(
  schema: GraphQLSchema,
  createContext: CreateContext,
  log: Log,
): ToPayload {
  const shared = new LRUCache<string, Buffer | Promise<Buffer>>({
    ttl: SHARED_FOR_MS,
    maxSize: MAX_BYTES,
    sizeCalculation: (payload) => (Buffer.isBuffer(payload) ? payload.length : 1),
  });

  /** Each with a context of its own: its loaders and its deadline are this event's. */
  async function run(operation: EventOperation, event: StreamEvent, caller: Caller): Promise<Buffer> {
    const { document, operationName, variables, requestId } = operation;
    const { data, errors } = await execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      rootValue: event,
      contextValue: createContext(requestId, caller),
    });
    const failed = errors && { errors: errors.map((it) => toClientError(log, it.toJSON(), it)) };
    return toBytes(JSON.stringify({ data, ...failed }));
  }

  /** What was looked up last: of one event, most subscribers want the same. */
  let last: { event: StreamEvent; key: string; grants: Caller['grants']; payload: Buffer } | null = null;

  return (operation, event) => {
    const { key: of } = operation;
    const caller = asOfNow(operation.caller);
    if (last?.event === event && last.key === of && last.grants === caller.grants) return last.payload;
    // CURRENT and GAP have no position of their own in the log; a bookmark has that of an event, and its own time.
    if (event.kind === 'CURRENT' || event.kind === 'GAP') return run(operation, event, caller);
    // What is answered depends on what the caller may see, and that may have changed since the last event.
    const key = `${of}@${event.kind}@${event.cursor}@${event.observedAt}@${grantsKeyOf(caller)}`;
    const known = shared.get(key);
    if (Buffer.isBuffer(known)) last = { event, key: of, grants: caller.grants, payload: known };
    if (known !== undefined) return known;
    const running = run(operation, event, caller).then((payload) => {
      shared.set(key, payload);
      return payload;
    });
    shared.set(key, running);
    return running;
  };
}

/** Not from Node's pool: what is kept there keeps its neighbours. */
function toBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}

/** The same for operations that say the same of every event. */
export function toOperationKey(
  { number, payloadVariables }: KnownDocument,
  operationName: string | null,
  variables: Variables,
): string {
  const values = payloadVariables.flatMap((name) =>
    Object.hasOwn(variables, name) ? [[name, variables[name]]] : [],
  );
  if (values.length === 0) return `${number}:${operationName ?? ''}`; // no digest: those end in "="
  const text = JSON.stringify([operationName, values]);
  return `${number}:${createHash('sha256').update(text).digest('base64')}`;
}
