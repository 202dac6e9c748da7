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

/** Long enough for all subscribers of one event; the parts of an answer that are read live are no older. */
const SHARED_FOR_MS = 2_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** Runs and serialises each change once for each distinct operation, however many follow it. */
export class EventPayloads {
  private readonly shared = new LRUCache<string, Buffer | Promise<Buffer>>({
    ttl: SHARED_FOR_MS,
    maxSize: MAX_BYTES,
    sizeCalculation: (payload) => (Buffer.isBuffer(payload) ? payload.length : 1),
  });
  /** What was looked up last: of one event, most subscribers want the same. */
  private last: { event: StreamEvent; key: string; grants: Caller['grants']; payload: Buffer } | null = null;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly createContext: CreateContext,
    private readonly log: Log,
  ) {}

  /** One event as JSON in UTF-8: the `payload` of a frame. */
  of(operation: EventOperation, event: StreamEvent): Buffer | Promise<Buffer> {
    const { last } = this;
    const { key: ofOperation } = operation;
    const caller = asOfNow(operation.caller);
    if (last?.event === event && last.key === ofOperation && last.grants === caller.grants)
      return last.payload;
    // CURRENT and GAP have no position of their own in the log; a bookmark has that of an event, and its own time.
    if (event.kind === 'CURRENT' || event.kind === 'GAP') return this.run(operation, event, caller);
    // What is answered depends on what the caller may see, and that may have changed since the last event.
    const key = `${ofOperation}@${event.kind}@${event.cursor}@${event.observedAt}@${grantsKeyOf(caller)}`;
    const known = this.shared.get(key);
    if (known === undefined) return this.runOnce(key, operation, event, caller);
    if (Buffer.isBuffer(known))
      this.last = { event, key: ofOperation, grants: caller.grants, payload: known };
    return known;
  }

  private runOnce(key: string, operation: EventOperation, event: StreamEvent, caller: Caller) {
    const running = this.run(operation, event, caller).then((payload) => {
      this.shared.set(key, payload);
      return payload;
    });
    this.shared.set(key, running);
    return running;
  }

  /** Each with a context of its own: its loaders and its deadline are this event's. */
  private async run(operation: EventOperation, event: StreamEvent, caller: Caller): Promise<Buffer> {
    const { document, operationName, variables, requestId } = operation;
    const { data, errors } = await execute({
      schema: this.schema,
      document,
      operationName,
      variableValues: variables,
      rootValue: event,
      contextValue: this.createContext(requestId, caller),
    });
    const failed = errors && { errors: errors.map((it) => toClientError(this.log, it.toJSON(), it)) };
    return toBytes(JSON.stringify({ data, ...failed }));
  }
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
