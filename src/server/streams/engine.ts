import { createSourceEventStream, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { EpochMs } from '../../domain/model.js';
import { toClientCode } from '../../graphql/client-error.js';
import type { Context } from '../../graphql/context.js';
import type { Log } from '../../log.js';
import type { Doors } from '../doors.js';
import type { GivenOperation } from '../limits/gate.js';
import type { Running, Transport } from '../port.js';
import { checkRootField, createDocuments, findSubscription, withCode } from './documents.js';
import { createPayloads, type EventOperation, toOperationKey } from './payloads.js';
import { SubscriptionRefused, toSubscriptionRefused } from './refusal.js';
import { createSubscription, type EventSource, type Keeper, type Subscription } from './subscription.js';

export interface SubscriptionRequest extends GivenOperation {
  readonly requestId: string;
  readonly caller: Caller;
  readonly transport: Transport;
  /** Of the caller's own trace, as it came. */
  readonly traceparent?: string | undefined;
  /** Where the client left off, as the transport tells it; wins over the argument `after`. */
  readonly resumeAfter: Cursor | null;
}

export interface SubscriptionEngine {
  /** @throws SubscriptionRefused */
  open(request: SubscriptionRequest): Promise<Subscription>;
  readonly openCount: number;
  /** How many were ended because their reader was too slow. */
  readonly slowCount: number;
}

/** What every transport works with. */
export interface TransportOptions {
  readonly schema: GraphQLSchema;
  readonly engine: SubscriptionEngine;
  readonly doors: Doors;
  readonly clock: Clock;
  readonly log: Log;
}

interface EngineOptions extends Omit<TransportOptions, 'engine'> {
  readonly maxSubscriptions?: number;
}

/** What stays of one that is open. */
interface OpenOperation extends EventOperation {
  readonly openedAt: EpochMs;
  readonly running: Running;
  /** Gives the subject's place back. */
  readonly giveBack: () => void;
}

/** Five for each connection that there may be; each costs some kilobytes. */
const MAX_SUBSCRIPTIONS = 60_000;

/** Of mistakes in the variables, as many as graphql-js tells when it executes. */
const MAX_ERRORS = 50;

/** Runs subscriptions for every transport. */
export function createSubscriptionEngine({
  schema,
  doors: { gate, validate, quotas, createContext, introspection, watch },
  clock,
  log,
  maxSubscriptions = MAX_SUBSCRIPTIONS,
}: EngineOptions): SubscriptionEngine {
  const documents = createDocuments(schema, validate);
  const toPayload = createPayloads(schema, createContext, log);
  let openCount = 0;
  let slowCount = 0;

  function toOperation(request: SubscriptionRequest, running: Running): OpenOperation {
    const { operationName, variables, requestId, caller } = request;
    const admitted = gate(request);
    if (admitted === null) throw new GatewayError('BAD_USER_INPUT', 'query: expected a document.');
    const known = documents.find(admitted);
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
      giveBack: takePlace(caller),
    };
  }

  async function openSource(operation: EventOperation, contextValue: Context) {
    const { document, operationName, variables } = operation;
    const source = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
    });
    if ('errors' in source) throw new SubscriptionRefused(source.errors ?? []);
    return source as unknown as EventSource; // what the resolver gave, which graphql-js takes for an iterable
  }

  /** The returned function gives the subject's part of it back. */
  function takePlace({ subject }: Caller): () => void {
    if (openCount >= maxSubscriptions) throw new SubscriptionRefused([noRoom(maxSubscriptions)]);
    const giveBack = quotas.takeSubscription(subject);
    openCount += 1;
    return giveBack;
  }

  function leavePlace(giveBack: () => void): void {
    openCount -= 1;
    giveBack();
  }

  const keeper: Keeper<OpenOperation> = {
    toPayload(operation, event) {
      // What was missed is late because the reader was.
      if (event.kind === 'CHANGED' && event.observedAt >= operation.openedAt)
        watch.delivered(event.observedAt);
      return toPayload(operation, event);
    },
    onEnd({ name, running, giveBack }, events, error) {
      leavePlace(giveBack);
      const codes = error === null ? [] : codesOf(error);
      if (codes.includes('SLOW_CONSUMER')) slowCount += 1;
      running.ended({ type: 'subscription', name, codes, events });
    },
  };

  async function open(request: SubscriptionRequest, running: Running): Promise<Subscription> {
    const { requestId, caller, resumeAfter } = request;
    quotas.takeRequest(caller.subject);
    const operation = toOperation(request, running);
    const { session, gateway } = createContext(requestId, caller, running.traceparent, null);
    const source = await openSource(operation, { session, gateway, resumeAfter }).catch((error: unknown) => {
      leavePlace(operation.giveBack);
      throw error;
    });
    running.opened({ type: 'subscription', name: operation.name }, session.ask.cost);
    return createSubscription(operation, source, keeper);
  }

  return {
    async open(request) {
      const running = watch.began(request.requestId, request.transport, request.traceparent);
      try {
        return await open(request, running);
      } catch (error) {
        running.ended({ type: 'subscription', name: request.operationName, codes: codesOf(error) });
        throw toSubscriptionRefused(error, introspection);
      }
    },
    get openCount() {
      return openCount;
    },
    get slowCount() {
      return slowCount;
    },
  };
}

function noRoom(value: number): GraphQLError {
  const extensions = { code: 'QUERY_TOO_LARGE', limit: { name: 'subscriptions', value } };
  return new GraphQLError('There is no room for another subscription now.', { extensions });
}

function codesOf(error: unknown): string[] {
  const errors = error instanceof SubscriptionRefused ? error.errors : [error];
  return errors.map((it) => {
    const origin = it instanceof GraphQLError ? (it.originalError ?? it) : it;
    if (origin instanceof GraphQLError) return String(origin.extensions.code);
    return origin instanceof GatewayError ? toClientCode(origin) : 'INTERNAL_SERVER_ERROR';
  });
}
