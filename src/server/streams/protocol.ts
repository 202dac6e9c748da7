import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { makeServer } from 'graphql-ws';
import type { Caller } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import { toClientError } from '../../graphql/client-error.js';
import { credentialOfSocket } from '../auth/credential.js';
import { onSignInEnd } from '../auth/sign-in-end.js';
import { DONE, deliver, type Framing } from './deliver.js';
import type { TransportOptions } from './engine.js';
import { flat } from './flat.js';
import type { Frame, Outlet } from './outlet.js';
import { SubscriptionRefused } from './refusal.js';
import type { Prepared, Subscription } from './subscription.js';
import { toTextFrame } from './text-frame.js';

/** What is known of a WebSocket beyond the protocol. */
export interface Peer {
  readonly outlet: Outlet;
  readonly requestId: string;
  /** Of the request that opened the socket. */
  readonly traceparent: string | undefined;
  /** What opened it; its headers may hold the credential. Null once that was looked at: thousands of them stay open. */
  request: Pick<IncomingMessage, 'headers'> | null;
  /** Known from {@link signedIn} on. */
  readonly caller: Caller | null;
  /** Has said `connection_init`, and in time. */
  greeted(): void;
  /** @throws GatewayError UPSTREAM_UNAVAILABLE if there is no place for it */
  signedIn(caller: Caller): void;
  close(code: number, reason: string): void;
  /** Runs `task`, the only one, when the socket has closed; at once if it has already. */
  onClosed(task: () => void): void;
}

/** graphql-transport-ws's own code; its clients come back after it, with a new token if they make one each time. */
const FORBIDDEN = [4403, 'Forbidden'] as const;
/** The standard's code for "come back later". */
const TRY_AGAIN_LATER = [1013, 'Try again later'] as const;

const transport = 'websocket';
const NOTHING = Object.freeze({});
/** A page that follows more things than this can follow them with one subscription: filters take a hundred ARNs. */
const MAX_SUBSCRIPTIONS_PER_SOCKET = 100;

/** graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md), for subscriptions alone. */
export function createProtocol({ schema, engine, doors, clock, log }: TransportOptions) {
  return makeServer<Record<string, unknown>, Peer>({
    connectionInitWaitTimeout: 0, // the peer waits

    async onConnect({ extra, connectionParams }) {
      extra.greeted();
      try {
        const { headers = {} } = extra.request ?? {};
        extra.request = null;
        const caller = await doors.authenticate(credentialOfSocket(connectionParams, { headers }));
        const giveBack = doors.quotas.takeSocket(caller.subject);
        let cancelExpiry = () => {};
        extra.onClosed(() => {
          giveBack();
          cancelExpiry();
        });
        extra.signedIn(caller);
        cancelExpiry = onSignInEnd(clock, caller, () => extra.close(...FORBIDDEN));
        return true;
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        const [code, reason] = error.code === 'UNAUTHENTICATED' ? FORBIDDEN : TRY_AGAIN_LATER;
        extra.close(code, reason);
        return false;
      }
    },

    async onSubscribe({ extra, subscriptions }, id, payload) {
      if (Object.keys(subscriptions).length > MAX_SUBSCRIPTIONS_PER_SOCKET) return [tooMany()];
      const { outlet, requestId, traceparent, caller } = extra;
      if (!caller) throw new Error('graphql-ws lets nobody subscribe before onConnect.');
      const origin = { requestId, traceparent, caller };
      const request = {
        query: payload.query,
        operationName: payload.operationName ?? null,
        variables: payload.variables ?? NOTHING,
        extensions: payload.extensions ?? NOTHING,
      };
      try {
        const subscription = await engine.open({ ...request, ...origin, transport, resumeAfter: null });
        const { document } = subscription.operation;
        const contextValue = new SocketDelivery(subscription, outlet, id);
        Object.assign(payload, { query: '' }); // graphql-ws keeps the message for as long as the subscription
        return { schema, document, operationName: request.operationName, contextValue };
      } catch (error) {
        if (error instanceof SubscriptionRefused) return error.errors;
        throw error;
      }
    },

    // Opened above, where a refusal can still be told as one.
    subscribe: ({ contextValue }) => contextValue as AsyncGenerator<never, void>,

    onError: (_context, _id, _payload, errors) => errors.map((it) => toClientError(log, it.toJSON(), it)),
  });
}

type Delivery = Omit<AsyncGenerator<never, void>, typeof Symbol.asyncDispose>;

/**
 * What graphql-ws takes for the results, and which never has one to give: it sends the events itself, so that what was
 * serialised once for all is not serialised again for each socket. graphql-ws sees it end, or fail.
 */
class SocketDelivery implements Delivery, Framing {
  private readonly head: string;

  constructor(
    private readonly subscription: Subscription,
    private readonly outlet: Outlet,
    id: string,
  ) {
    this.head = flat(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  }

  next(): Promise<typeof DONE> {
    return deliver(this.subscription, this.outlet, this);
  }

  toFrame({ json }: Prepared): Frame {
    return toTextFrame(this.head, json, '}');
  }

  async return(): Promise<typeof DONE> {
    this.subscription.end();
    return DONE;
  }

  async throw(error: unknown): Promise<never> {
    this.subscription.end();
    throw error;
  }

  [Symbol.asyncIterator](): AsyncGenerator<never, void> {
    return this as unknown as AsyncGenerator<never, void>;
  }
}

function tooMany(): GraphQLError {
  const limit = { name: 'subscriptionsPerSocket', value: MAX_SUBSCRIPTIONS_PER_SOCKET };
  const message = `Expected at most ${limit.value} subscriptions on one socket.`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE', limit } });
}
