import { createSourceEventStream, type GraphQLSchema, getVariableValues } from 'graphql';
import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { Log } from '../../log.js';
import type { Doors } from '../doors.js';
import type { GivenOperation } from '../limits/gate.js';
import { createDocuments, findSubscription, withCode } from './documents.js';
import {
  createPayloads,
  type EventOperation,
  type StreamEvent,
  type ToPayload,
  toOperationKey,
} from './payloads.js';
import { SubscriptionRefused, toSubscriptionRefused } from './refusal.js';

export interface SubscriptionRequest extends GivenOperation {
  readonly requestId: string;
  readonly caller: Caller;
  /** Where the client left off, as the transport tells it; wins over the argument `after`. */
  readonly resumeAfter: Cursor | null;
}

/** An event, ready to be framed. */
export interface Prepared {
  readonly json: string;
  readonly cursor: Cursor;
}

export interface Subscription {
  readonly operation: EventOperation;
  /**
   * Null at the end. Takes nothing from the log before it is called, so a slow reader costs an offset.
   * @throws GatewayError SLOW_CONSUMER once the log no longer holds what comes next
   */
  next(): Promise<Prepared | null>;
  /** At any time, also while a `next()` waits. `error` is what broke it off. */
  end(error?: unknown): void;
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

/** Of mistakes in the variables, as many as graphql-js tells when it executes. */
const MAX_ERRORS = 50;

/** Runs subscriptions for every transport. */
export function createSubscriptionEngine({
  schema,
  doors,
  clock,
  log,
}: Omit<TransportOptions, 'engine'>): SubscriptionEngine {
  const { gate, quotas, createContext, introspection } = doors;
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
    const giveBack = quotas.takeSubscription(subject);
    try {
      return { operation, giveBack, source: await openSource(operation, request.resumeAfter) };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  return {
    async open(request) {
      const { operation, source, giveBack } = await begin(request).catch((error) => {
        throw toSubscriptionRefused(error, introspection);
      });
      const startedAt = clock.now();
      openCount += 1;
      return createSubscription(operation, source, toPayload, (events, error) => {
        openCount -= 1;
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

/** @param onEnd - called once, with how many events there were and what broke it off, or null */
function createSubscription(
  operation: EventOperation,
  source: AsyncIterator<StreamEvent>,
  toPayload: ToPayload,
  onEnd: (events: number, error: unknown) => void,
): Subscription {
  let events = 0;
  let hasEnded = false;

  function end(error: unknown = null): void {
    if (hasEnded) return;
    hasEnded = true;
    void source.return?.();
    onEnd(events, error);
  }

  async function next(): Promise<Prepared | null> {
    const { value, done } = await source.next();
    if (done) return null;
    const json = await toPayload(operation, value);
    return hasEnded ? null : { json, cursor: value.cursor };
  }

  return {
    operation,
    async next() {
      try {
        const prepared = await next();
        if (prepared) events += 1;
        else end();
        return prepared;
      } catch (error) {
        end(error);
        throw error;
      }
    },
    end,
  };
}

function codeOf(error: unknown): string | undefined {
  if (error === null) return undefined;
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}
