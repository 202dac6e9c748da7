import { createSourceEventStream, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import type { Clock } from '../../clock.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { CreateContext } from '../../graphql/create-context.js';
import type { Log } from '../../log.js';
import { createDocuments, findSubscription, withCode } from './documents.js';
import { createPayloads, type EventOperation, type StreamEvent, toOperationKey } from './payloads.js';
import { SubscriptionRefused } from './refusal.js';
import { createSubscription, type Subscription } from './subscription.js';

export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requestId: string;
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
  readonly clock: Clock;
  readonly log: Log;
}

interface EngineOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly maxSubscriptions?: number;
}

/** Five for each connection that there may be; each costs some kilobytes. */
const MAX_SUBSCRIPTIONS = 60_000;

/** Runs subscriptions for every transport. */
export function createSubscriptionEngine(
  schema: GraphQLSchema,
  createContext: CreateContext,
  { clock, log, maxSubscriptions = MAX_SUBSCRIPTIONS }: EngineOptions,
): SubscriptionEngine {
  const documents = createDocuments(schema);
  const toPayload = createPayloads(schema, createContext, log);
  let openCount = 0;
  let slowCount = 0;

  function toOperation({ query, operationName, variables, requestId }: SubscriptionRequest): EventOperation {
    const known = documents.find(query);
    const { variableDefinitions = [] } = findSubscription(known, operationName);
    const { errors } = getVariableValues(schema, variableDefinitions, variables);
    if (errors) throw new SubscriptionRefused(errors.map((it) => withCode(it, 'BAD_USER_INPUT')));
    const key = toOperationKey(known, operationName, variables);
    return { key, document: known.document, operationName, variables, requestId };
  }

  async function openSource(operation: EventOperation, resumeAfter: Cursor | null) {
    const { document, operationName, variables, requestId } = operation;
    const source = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: { ...createContext(requestId), resumeAfter },
    });
    if ('errors' in source) throw new SubscriptionRefused(source.errors ?? []);
    return source as AsyncIterableIterator<StreamEvent>;
  }

  return {
    async open(request) {
      if (openCount >= maxSubscriptions) throw new SubscriptionRefused([noRoom(maxSubscriptions)]);
      const operation = toOperation(request);
      const startedAt = clock.now();
      openCount += 1;
      const source = await openSource(operation, request.resumeAfter).catch((error: unknown) => {
        openCount -= 1;
        throw error;
      });
      return createSubscription(operation, source, toPayload, (events, error) => {
        openCount -= 1;
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
