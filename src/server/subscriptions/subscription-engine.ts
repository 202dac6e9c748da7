import { createSourceEventStream, type GraphQLSchema, getVariableValues } from 'graphql';
import type { Clock } from '../../clock.js';
import { type Caller, countedSubject } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import type { Context } from '../../graphql/context.js';
import type { Log } from '../../log.js';
import type { RequestPipeline } from '../execution/request-pipeline.js';
import type { OperationRequest } from '../limits/operation-gate.js';
import type { RunningOperation, Transport } from '../port.js';
import { type EventOperation, EventPayloads, type StreamEvent, toOperationKey } from './event-payloads.js';
import {
  type EventSource,
  SourceSubscription,
  type Subscription,
  type SubscriptionHandlers,
} from './subscription.js';
import {
  checkRootField,
  createSubscriptionDocuments,
  findSubscription,
  type SubscriptionDocuments,
  withCode,
} from './subscription-documents.js';
import { codesOf, noRoom, SubscriptionRefused, toSubscriptionRefused } from './subscription-refused.js';

export interface SubscriptionRequest extends OperationRequest {
  readonly requestId: string;
  readonly caller: Caller;
  readonly transport: Transport;
  /** Of the caller's own trace, as it came. */
  readonly traceparent?: string | undefined;
  /** Where the client left off, as the transport has it; wins over the argument `after`. */
  readonly resumeAfter: Cursor | null;
}

/** What every transport works with. */
export interface TransportOptions {
  readonly schema: GraphQLSchema;
  readonly engine: SubscriptionEngine;
  readonly pipeline: RequestPipeline;
  readonly clock: Clock;
  readonly log: Log;
}

interface EngineOptions extends Omit<TransportOptions, 'engine'> {
  readonly maxSubscriptions?: number;
}

/** What stays of one that is open. */
interface OpenOperation extends EventOperation {
  readonly openedAt: EpochMs;
  readonly running: RunningOperation;
  /** Gives the subject's place back. */
  readonly release: () => void;
}

/** Five for each connection that there may be; each costs some kilobytes. */
const MAX_SUBSCRIPTIONS = 60_000;

/** Of mistakes in the variables, as many as graphql-js reports when it executes. */
const MAX_ERRORS = 50;

/** Kinds whose `observedAt` is of the log's own time, in which delays are measured. */
const CHANGES_OF_STATUS = ['CHANGED', 'STATUS_CHANGED'];

/** Runs subscriptions for every transport. */
export class SubscriptionEngine implements SubscriptionHandlers<OpenOperation> {
  private readonly documents: SubscriptionDocuments;
  private readonly payloads: EventPayloads;
  private held = 0;
  private slow = 0;

  constructor(private readonly options: EngineOptions) {
    const { schema, pipeline, log } = options;
    this.documents = createSubscriptionDocuments(schema, pipeline.validate);
    this.payloads = new EventPayloads(schema, pipeline.createContext, log);
  }

  get openCount(): number {
    return this.held;
  }

  /** How many were ended because their reader was too slow. */
  get slowCount(): number {
    return this.slow;
  }

  /** @throws SubscriptionRefused */
  async open(request: SubscriptionRequest): Promise<Subscription> {
    const { observer, introspection } = this.options.pipeline;
    const { requestId, transport, traceparent, caller } = request;
    const running = observer.began(requestId, transport, traceparent, countedSubject(caller));
    try {
      return await this.openCounted(request, running);
    } catch (error) {
      running.ended({ type: 'subscription', name: request.operationName, codes: codesOf(error) });
      throw toSubscriptionRefused(error, introspection);
    }
  }

  toPayload(operation: OpenOperation, event: StreamEvent): Buffer | Promise<Buffer> {
    // What was missed is late because the reader was.
    if (CHANGES_OF_STATUS.includes(event.kind) && event.observedAt >= operation.openedAt)
      this.options.pipeline.observer.delivered(event.observedAt);
    return this.payloads.of(operation, event);
  }

  onEnd({ name, running, release }: OpenOperation, events: number, error: unknown): void {
    this.releaseSlot(release);
    const codes = error === null ? [] : codesOf(error);
    if (codes.includes('SLOW_CONSUMER')) this.slow += 1;
    running.ended({ type: 'subscription', name, codes, events });
  }

  private async openCounted(request: SubscriptionRequest, running: RunningOperation): Promise<Subscription> {
    const { quotas, createContext } = this.options.pipeline;
    const { requestId, caller, resumeAfter } = request;
    quotas.takeRequest(caller.subject);
    const spent = quotas.measure(caller.subject);
    const operation = attempt(() => this.toOperation(request, running), spent);
    const { session, gateway } = createContext(requestId, caller, running.traceparent, null);
    const context = { session, gateway, resumeAfter };
    const source = await openSource(this.options.schema, operation, context).catch((error: unknown) => {
      this.releaseSlot(operation.release);
      throw error;
    });
    running.opened({ type: 'subscription', name: operation.name }, session.callContext.cost);
    return new SourceSubscription(operation, source, this);
  }

  private toOperation(request: SubscriptionRequest, running: RunningOperation): OpenOperation {
    const { schema, pipeline, clock } = this.options;
    const { operationName, variables, requestId, caller } = request;
    const accepted = pipeline.operationGate(request, caller);
    if (accepted === null) throw new GatewayError('BAD_USER_INPUT', 'query: expected a document.');
    const known = this.documents.find(accepted);
    const subscription = findSubscription(known, operationName);
    const { variableDefinitions = [], name } = subscription;
    const values = getVariableValues(schema, variableDefinitions, variables, { maxErrors: MAX_ERRORS });
    if (values.errors)
      throw new SubscriptionRefused(values.errors.map((it) => withCode(it, 'BAD_USER_INPUT')));
    checkRootField(known, subscription, values.coerced);
    // One literal, no spread: Node 20 gives those a hidden class each.
    return {
      key: toOperationKey(known, operationName, variables),
      document: known.document,
      operationName,
      name: name?.value ?? null,
      variables,
      requestId,
      caller,
      openedAt: clock.now(),
      running,
      release: this.reserveSlot(caller),
    };
  }

  /** The returned function gives the subject's part of it back. */
  private reserveSlot({ subject }: Caller): () => void {
    const { pipeline, maxSubscriptions = MAX_SUBSCRIPTIONS } = this.options;
    if (this.held >= maxSubscriptions) throw noRoom(maxSubscriptions);
    const release = pipeline.quotas.takeSubscription(subject);
    this.held += 1;
    return release;
  }

  private releaseSlot(release: () => void): void {
    this.held -= 1;
    release();
  }
}

async function openSource(schema: GraphQLSchema, operation: EventOperation, contextValue: Context) {
  const { document, operationName, variables: variableValues } = operation;
  const source = await createSourceEventStream({
    schema,
    document,
    operationName,
    variableValues,
    contextValue,
  });
  if ('errors' in source) throw new SubscriptionRefused(source.errors ?? []);
  return source as unknown as EventSource; // what the resolver gave, which graphql-js takes for an iterable
}

/** Does it, and counts what it took, whatever comes of it. */
function attempt<T>(act: () => T, spent: (bytes: number) => void): T {
  try {
    return act();
  } finally {
    spent(0);
  }
}
