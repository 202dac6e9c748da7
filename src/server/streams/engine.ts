import { createSourceEventStream, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { Log } from '../../log.js';
import type { Doors } from '../doors.js';
import type { GivenOperation } from '../limits/gate.js';
import { createDocuments, findSubscription, withCode } from './documents.js';
import { createPayloads, type EventOperation, type StreamEvent, toOperationKey } from './payloads.js';
import { SubscriptionRefused, toSubscriptionRefused } from './refusal.js';
import { createSubscription, type Subscription } from './subscription.js';

export interface SubscriptionRequest extends GivenOperation {
  readonly requestId: string;
  readonly caller: Caller;
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

/** Five for each connection that there may be; each costs some kilobytes. */
const MAX_SUBSCRIPTIONS = 60_000;

/** Of mistakes in the variables, as many as graphql-js tells when it executes. */
const MAX_ERRORS = 50;

/** Runs subscriptions for every transport. */
export function createSubscriptionEngine({
  schema,
  doors: { gate, quotas, createContext, introspection },
  clock,
  log,
  maxSubscriptions = MAX_SUBSCRIPTIONS,
}: EngineOptions): SubscriptionEngine {
  const documents = createDocuments(schema, introspection);
  const toPayload = createPayloads(schema, createContext, log);
  let openCount = 0;
  let slowCount = 0;

  function toOperation(request: SubscriptionRequest): EventOperation {
    const { operationName, variables, requestId, caller } = request;
    const query = gate(request);
    if (query === null) throw new GatewayError('BAD_USER_INPUT', 'query: expected a document.');
    const known = documents.find(query);
    const { variableDefinitions = [] } = findSubscription(known, operationName);
    const { errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: MAX_ERRORS });
    if (errors) throw new SubscriptionRefused(errors.map((it) => withCode(it, 'BAD_USER_INPUT')));
    const key = toOperationKey(known, operationName, variables);
    return { key, document: known.document, operationName, variables, requestId, caller };
  }

  async function openSource(operation: EventOperation, resumeAfter: Cursor | null) {
    const { document, operationName, variables, requestId, caller } = operation;
    const source = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: { ...createContext(requestId, caller), resumeAfter },
    });
    if ('errors' in source) throw new SubscriptionRefused(source.errors ?? []);
    return source as AsyncIterableIterator<StreamEvent>;
  }

  async function begin(request: SubscriptionRequest) {
    const { subject } = request.caller;
    quotas.takeRequest(subject);
    const operation = toOperation(request);
    const giveBackQuota = quotas.takeSubscription(subject);
    openCount += 1;
    const giveBack = () => {
      openCount -= 1;
      giveBackQuota();
    };
    try {
      return { operation, giveBack, source: await openSource(operation, request.resumeAfter) };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  return {
    async open(request) {
      if (openCount >= maxSubscriptions) throw new SubscriptionRefused([noRoom(maxSubscriptions)]);
      const { operation, source, giveBack } = await begin(request).catch((error: unknown) => {
        throw toSubscriptionRefused(error, introspection);
      });
      const startedAt = clock.now();
      return createSubscription(operation, source, toPayload, (events, error) => {
        giveBack();
        const { requestId, operationName } = operation;
        const durationMs = Math.round(clock.now() - startedAt);
        const code = codeOf(error);
        if (code === 'SLOW_CONSUMER') slowCount += 1;
        log.info(
          { requestId, operation: 'subscription', operationName, durationMs, events, code },
          'operation',
        );
      });
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

function codeOf(error: unknown): string | undefined {
  if (error === null) return undefined;
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}
