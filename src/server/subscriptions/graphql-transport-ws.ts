import type { IncomingMessage } from 'node:http';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import {
  CloseCode,
  type ConnectionInitMessage,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  MessageType,
  parseMessage,
  type SubscribePayload,
} from 'graphql-ws';
import type { Caller } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import { toClientError } from '../../graphql/client-error.js';
import { credentialOfSocket } from '../auth/credential.js';
import { onSignInEnd } from '../auth/sign-in-end.js';
import type { FrameWriter } from './frame-writer.js';
import {
  type Action,
  type Closing,
  CONNECTED,
  type Input,
  type Operation,
  transition,
} from './socket-state.js';
import { deliver, type Subscription } from './subscription.js';
import type { TransportOptions } from './subscription-engine.js';
import { toErrors } from './subscription-refused.js';
import { toSocketFraming } from './text-frame.js';

/** What is known of a WebSocket beyond the protocol. */
export interface Peer {
  readonly frameWriter: FrameWriter;
  /** The sub-protocol that was agreed on; '' for none. */
  readonly protocol: string;
  readonly requestId: string;
  /** Of the request that opened the socket. */
  readonly traceparent: string | undefined;
  /** What opened it; its headers may hold the credential. Null once that was read: thousands of them stay open. */
  request: Pick<IncomingMessage, 'headers'> | null;
  /** Has said `connection_init`, and in time. */
  connectionInitialised(): void;
  /** @throws GatewayError UPSTREAM_UNAVAILABLE if there is no place for it */
  signedIn(caller: Caller): void;
  onMessage(handle: (text: string) => void): void;
  close(code: number, reason: string): void;
  /** Runs `task`, the only one, when the socket has closed; at once if it has already. */
  onClosed(task: () => void): void;
}

/** graphql-transport-ws's own code; its clients come back after it, with a new token if they make one each time. */
const FORBIDDEN: Closing = [CloseCode.Forbidden, 'Forbidden'];
/** The standard's code for "come back later". */
const TRY_AGAIN_LATER: Closing = [1013, 'Try again later'];

const transport = 'websocket';
const NOTHING = Object.freeze({});

/** Speaks graphql-transport-ws, for subscriptions alone. */
export function createGraphqlTransportWs(options: TransportOptions) {
  return {
    /** The returned function is for when the socket has closed. */
    opened(peer: Peer): () => void {
      if (peer.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
        peer.close(
          CloseCode.SubprotocolNotAcceptable,
          `Expected the subprotocol ${GRAPHQL_TRANSPORT_WS_PROTOCOL}`,
        );
        return () => {};
      }
      const socket = new ProtocolSocket(options, peer);
      peer.onMessage((text) => socket.put(toInput(text)));
      return () => socket.put({ type: 'closed' });
    },
  };
}

/** Carries out what `transition` says. One object with methods, no closures: thousands stay open for hours. */
class ProtocolSocket {
  private state = CONNECTED;

  constructor(
    private readonly options: TransportOptions,
    private readonly peer: Peer,
  ) {}

  put(input: Input): void {
    const { state, actions } = transition(this.state, input);
    this.state = state;
    for (const action of actions) this.carryOut(action);
  }

  private carryOut(action: Action): void {
    const { type } = action;
    if (type === 'authenticate') void this.authenticate(action.payload);
    else if (type === 'acknowledge') this.send({ type: MessageType.ConnectionAck });
    else if (type === 'pong') this.send({ type: MessageType.Pong, payload: action.payload ?? undefined });
    else if (type === 'open') void this.open(action.operation, action.caller, action.payload);
    else if (type === 'stream') void this.stream(action.operation, action.subscription);
    else if (type === 'end') action.subscription.end();
    else if (type === 'error')
      this.send({ id: action.id, type: MessageType.Error, payload: this.told(action.errors) });
    else if (type === 'complete') this.send({ id: action.id, type: MessageType.Complete });
    else this.peer.close(...action.closing);
  }

  private told(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    return errors.map((it) => toClientError(this.options.log, it.toJSON(), it));
  }

  /** Never rejects. */
  private async authenticate(payload: ConnectionInitMessage['payload']): Promise<void> {
    const { peer } = this;
    peer.connectionInitialised();
    const { pipeline, clock, log } = this.options;
    const { headers = {} } = peer.request ?? {};
    peer.request = null;
    try {
      const caller = await pipeline.authenticate(credentialOfSocket(payload ?? undefined, { headers }));
      const release = pipeline.quotas.takeSocket(caller.subject);
      let stopWaiting = () => {};
      peer.onClosed(() => {
        release();
        stopWaiting();
      });
      peer.signedIn(caller);
      stopWaiting = onSignInEnd(clock, caller, () => this.put({ type: 'rejected', closing: FORBIDDEN }));
      this.put({ type: 'accepted', caller });
    } catch (error) {
      if (!(error instanceof GatewayError)) log.error({ err: error, requestId: peer.requestId }, 'defect');
      this.put({ type: 'rejected', closing: closingOf(error) });
    }
  }

  /** Never rejects. */
  private async open(operation: Operation, caller: Caller, payload: SubscribePayload): Promise<void> {
    const { requestId, traceparent } = this.peer;
    const { query, operationName = null, variables, extensions } = payload;
    try {
      const subscription = await this.options.engine.open({
        ...{ query, operationName, variables: variables ?? NOTHING, extensions: extensions ?? NOTHING },
        ...{ requestId, traceparent, caller, transport, resumeAfter: null },
      });
      this.put({ type: 'opened', operation, subscription });
    } catch (error) {
      this.put({ type: 'failed', operation, errors: toErrors(error) });
    }
  }

  /** Never rejects. */
  private async stream(operation: Operation, subscription: Subscription): Promise<void> {
    try {
      await deliver(subscription, this.peer.frameWriter, toSocketFraming(operation.id));
      this.put({ type: 'ended', operation });
    } catch (error) {
      this.put({ type: 'failed', operation, errors: toErrors(error) });
    }
  }

  private send(message: object): void {
    void this.peer.frameWriter.send(JSON.stringify(message));
  }
}

function closingOf(error: unknown): Closing {
  if (!(error instanceof GatewayError)) return [CloseCode.InternalServerError, 'Internal server error'];
  return error.code === 'UNAUTHENTICATED' ? FORBIDDEN : TRY_AGAIN_LATER;
}

/** 'invalid' for what is no message of a client. */
function toInput(text: string): Input {
  try {
    const message = parseMessage(text);
    switch (message.type) {
      case MessageType.ConnectionInit:
        return { type: 'connection_init', payload: message.payload };
      case MessageType.Ping:
        return { type: 'ping', payload: message.payload };
      case MessageType.Pong:
        return { type: 'pong' };
      case MessageType.Subscribe:
        return { type: 'subscribe', operation: { id: message.id }, payload: message.payload };
      case MessageType.Complete:
        return { type: 'complete', id: message.id };
      default:
        return { type: 'invalid' };
    }
  } catch {
    return { type: 'invalid' };
  }
}
