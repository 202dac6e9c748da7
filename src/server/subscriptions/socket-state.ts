import { GraphQLError } from 'graphql';
import { CloseCode, type ConnectionInitMessage, type PingMessage, type SubscribePayload } from 'graphql-ws';
import type { Caller } from '../../domain/caller.js';
import type { Subscription } from './subscription.js';

/** One `subscribe` message. Its identity sets it apart from later ones, which may use the same id again. */
export interface Operation {
  readonly id: string;
}

/** What the socket knows of an operation. The subscription is null while it is being opened. */
interface Entry {
  readonly operation: Operation;
  readonly subscription: Subscription | null;
}

/** A WebSocket of graphql-transport-ws. */
export type SocketState =
  | { readonly name: 'CONNECTED' }
  | { readonly name: 'AUTHENTICATING' }
  | { readonly name: 'ACKNOWLEDGED'; readonly caller: Caller; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly name: 'CLOSED' };

/** A code and a reason, as `close` takes them. */
export type Closing = readonly [code: number, reason: string];

/** What happens to a socket: a message of the client, or the outcome of an action. */
export type Input =
  | { readonly type: 'connection_init'; readonly payload: ConnectionInitMessage['payload'] }
  | { readonly type: 'ping'; readonly payload: PingMessage['payload'] }
  | { readonly type: 'pong' }
  | { readonly type: 'subscribe'; readonly operation: Operation; readonly payload: SubscribePayload }
  | { readonly type: 'complete'; readonly id: string }
  | { readonly type: 'invalid' }
  | { readonly type: 'accepted'; readonly caller: Caller }
  | { readonly type: 'rejected'; readonly closing: Closing }
  | { readonly type: 'opened'; readonly operation: Operation; readonly subscription: Subscription }
  | { readonly type: 'failed'; readonly operation: Operation; readonly errors: readonly GraphQLError[] }
  | { readonly type: 'ended'; readonly operation: Operation }
  | { readonly type: 'closed' };

/** What is to be done, in this order. */
export type Action =
  | { readonly type: 'authenticate'; readonly payload: ConnectionInitMessage['payload'] }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'pong'; readonly payload: PingMessage['payload'] }
  | {
      readonly type: 'open';
      readonly operation: Operation;
      readonly caller: Caller;
      readonly payload: SubscribePayload;
    }
  | { readonly type: 'stream'; readonly operation: Operation; readonly subscription: Subscription }
  | { readonly type: 'end'; readonly subscription: Subscription }
  | { readonly type: 'error'; readonly id: string; readonly errors: readonly GraphQLError[] }
  | { readonly type: 'complete'; readonly id: string }
  | { readonly type: 'close'; readonly closing: Closing };

export interface Step {
  readonly state: SocketState;
  readonly actions: readonly Action[];
}

type Acknowledged = Extract<SocketState, { name: 'ACKNOWLEDGED' }>;

export const CONNECTED: SocketState = { name: 'CONNECTED' };
const AUTHENTICATING: SocketState = { name: 'AUTHENTICATING' };
const CLOSED: SocketState = { name: 'CLOSED' };
/** A page that follows more things than this can follow them with one subscription: filters take a hundred ARNs. */
const MAX_OPERATIONS = 100;
/** https://www.rfc-editor.org/rfc/rfc6455#section-5.5 allows 125 bytes in all; the code takes 2. */
const MAX_REASON_BYTES = 123;

const INVALID: Closing = [CloseCode.BadRequest, 'Invalid message received'];
const UNAUTHORIZED: Closing = [CloseCode.Unauthorized, 'Unauthorized'];
const TOO_MANY_INITS: Closing = [CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests'];

/**
 * The server's half of graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). A client
 * may complete an operation while it is being opened, and use its id again at once: what is opened too late is ended.
 */
export function transition(state: SocketState, input: Input): Step {
  if (state.name === 'CLOSED') return stay(state, ...lateEnd(input));
  switch (input.type) {
    case 'ping':
      return stay(state, { type: 'pong', payload: input.payload });
    case 'pong':
      return stay(state);
    case 'invalid':
      return close(state, INVALID);
    case 'rejected':
      return close(state, input.closing);
    case 'closed':
      return { state: CLOSED, actions: endAll(state) };
    case 'connection_init':
      if (state.name !== 'CONNECTED') return close(state, TOO_MANY_INITS);
      return { state: AUTHENTICATING, actions: [{ type: 'authenticate', payload: input.payload }] };
    case 'accepted':
      return {
        state: { name: 'ACKNOWLEDGED', caller: input.caller, entries: new Map() },
        actions: [{ type: 'acknowledge' }],
      };
    case 'subscribe':
      return state.name === 'ACKNOWLEDGED' ? subscribe(state, input) : close(state, UNAUTHORIZED);
    default:
      return state.name === 'ACKNOWLEDGED' ? change(state, input) : stay(state, ...lateEnd(input));
  }
}

function subscribe(state: Acknowledged, { operation, payload }: Extract<Input, { type: 'subscribe' }>): Step {
  const { entries, caller } = state;
  const { id } = operation;
  if (entries.has(id)) return close(state, [CloseCode.SubscriberAlreadyExists, alreadyExists(id)]);
  if (entries.size >= MAX_OPERATIONS) return stay(state, { type: 'error', id, errors: [tooMany()] });
  return {
    state: { ...state, entries: new Map(entries).set(id, { operation, subscription: null }) },
    actions: [{ type: 'open', operation, caller, payload }],
  };
}

type Change = Extract<Input, { type: 'complete' | 'opened' | 'failed' | 'ended' }>;

/** Of one operation; an operation that the client has completed meanwhile gets nothing more. */
function change(state: Acknowledged, input: Change): Step {
  const id = input.type === 'complete' ? input.id : input.operation.id;
  const entry = state.entries.get(id);
  if (!entry || (input.type !== 'complete' && entry.operation !== input.operation))
    return stay(state, ...lateEnd(input));
  switch (input.type) {
    case 'opened': {
      const entries = new Map(state.entries).set(id, input);
      return { state: { ...state, entries }, actions: [{ ...input, type: 'stream' }] };
    }
    case 'failed':
      return { state: without(state, id), actions: [{ type: 'error', id, errors: input.errors }] };
    case 'ended':
      return { state: without(state, id), actions: [{ type: 'complete', id }] };
    case 'complete':
      return { state: without(state, id), actions: endOf(entry) };
  }
}

function stay(state: SocketState, ...actions: Action[]): Step {
  return { state, actions };
}

function close(state: SocketState, closing: Closing): Step {
  return { state: CLOSED, actions: [...endAll(state), { type: 'close', closing }] };
}

function without(state: Acknowledged, id: string): Acknowledged {
  const entries = new Map(state.entries);
  entries.delete(id);
  return { ...state, entries };
}

function endAll(state: SocketState): Action[] {
  return state.name === 'ACKNOWLEDGED' ? [...state.entries.values()].flatMap(endOf) : [];
}

function endOf({ subscription }: Entry): Action[] {
  return subscription ? [{ type: 'end', subscription }] : [];
}

/** The client no longer waits for the subscription that has just been opened. */
function lateEnd(input: Input): Action[] {
  return input.type === 'opened' ? [{ type: 'end', subscription: input.subscription }] : [];
}

function alreadyExists(id: string): string {
  const reason = `Subscriber for ${id} already exists`;
  return Buffer.byteLength(reason) <= MAX_REASON_BYTES ? reason : 'Subscriber already exists';
}

function tooMany(): GraphQLError {
  const limit = { name: 'subscriptionsPerSocket', value: MAX_OPERATIONS };
  const message = `Expected at most ${limit.value} subscriptions on one socket.`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE', limit } });
}
