import type { ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../../domain/caller.js';
import { toClientError } from '../../graphql/client-error.js';
import { credentialOf } from '../auth/credential.js';
import { onSignInEnd } from '../auth/sign-in-end.js';
import type { RequestPipeline } from '../execution/request-pipeline.js';
import { BodyError } from '../http/body.js';
import type { Exchange, Route } from '../http/http-server.js';
import { refuseOtherPage } from '../http/origins.js';
import { toRefusal } from '../http/refusals.js';
import { graphqlFailure, type Reply, SECURITY_HEADERS } from '../http/reply.js';
import { type Connection, type Connections, refuseWithoutRoom } from './connections.js';
import { FrameWriter } from './frame-writer.js';
import { readSubscription } from './sse-request.js';
import { deliver, type EventPayload } from './subscription.js';
import type { SubscriptionRequest, TransportOptions } from './subscription-engine.js';
import { toErrors } from './subscription-refused.js';

/** A client that was cut comes back between these, so that those cut together do not all come together. */
const RETRY_FROM_MS = 1_000;
const RETRY_TO_MS = 4_000;
const END_OF_EVENT = Buffer.from('\n\n');
const HEARTBEAT = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

/**
 * GraphQL over SSE, distinct connections mode (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md). Each
 * event's id is its cursor, so that a browser's EventSource resumes by itself. Hand-written for that: graphql-sse sends
 * no ids.
 *
 * EventSource can send no header of its own, so a page of another site is refused by what browsers say of it.
 */
export class EventStreams {
  readonly route: Route = { methods: ['GET', 'POST'], handle: (exchange) => this.handle(exchange) };
  private open = 0;

  constructor(
    private readonly connections: Connections,
    private readonly options: TransportOptions,
  ) {}

  get openCount(): number {
    return this.open;
  }

  private async handle(exchange: Exchange): Promise<Reply | undefined> {
    const { pipeline } = this.options;
    const refusal = refusalOf(exchange, this.connections, pipeline);
    if (refusal) return refusal;
    try {
      const caller = await pipeline.authenticate(credentialOf(exchange.request));
      await this.stream(await readSubscription(exchange.request, exchange, caller), exchange.response);
      return undefined;
    } catch (error) {
      const reply = error instanceof BodyError ? error.reply : toRefusal(error);
      if (reply && !exchange.response.headersSent) return reply;
      throw error;
    }
  }

  /** Until the end of the subscription or of the connection. */
  private async stream(request: SubscriptionRequest, response: ServerResponse): Promise<void> {
    if (response.closed) return; // while credentials were checked: its place would never be given back
    const { engine, log } = this.options;
    const frameWriter = this.connect(request.caller, response);
    begin(response, request.requestId);
    try {
      const subscription = await engine.open(request);
      response.once('close', () => subscription.end());
      if (response.closed) subscription.end();
      await deliver(subscription, frameWriter, framing);
    } catch (error) {
      await frameWriter.send(toFailure(toErrors(error).map((it) => toClientError(log, it.toJSON(), it))));
    }
    if (!response.writableEnded) response.end(COMPLETE);
  }

  /** Takes a place until it closes. */
  private connect(caller: Caller, response: ServerResponse): FrameWriter {
    const { clock } = this.options;
    const frameWriter = new FrameWriter(clock, { write: (text, done) => response.write(text, done) });
    const connection = toConnection(response, frameWriter);
    const remove = this.connections.add(connection);
    const cancelExpiry = onSignInEnd(clock, caller, connection.end);
    this.open += 1;
    response.once('close', () => {
      this.open -= 1;
      cancelExpiry();
      remove();
      frameWriter.close();
    });
    return frameWriter;
  }
}

function refusalOf(
  { request }: Exchange,
  connections: Connections,
  { admitsPage }: RequestPipeline,
): Reply | null {
  const accepted = request.headers.accept ?? '';
  if (!accepted.includes('text/event-stream'))
    return graphqlFailure(406, 'BAD_REQUEST', 'Expected accept: text/event-stream.');
  return admitsPage(request) ? refuseWithoutRoom(connections) : refuseOtherPage(request);
}

function begin(response: ServerResponse, requestId: string): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform', // a proxy that compresses would hold events back
    'x-accel-buffering': 'no', // else nginx holds events back
    'x-request-id': requestId,
  });
  const retryMs = Math.round(RETRY_FROM_MS + Math.random() * (RETRY_TO_MS - RETRY_FROM_MS));
  response.write(`retry: ${retryMs}\n\n`);
}

function toConnection(response: ServerResponse, frameWriter: FrameWriter): Connection {
  return {
    frameWriter,
    beat() {
      void frameWriter.send(HEARTBEAT); // one that is never taken ends the stream
      return true;
    },
    end() {
      frameWriter.close();
      response.end(); // without `complete`: there is more to come
    },
    terminate: () => response.destroy(),
  };
}

/** What was framed last: subscribers of the same event share it. */
let last: { readonly json: Buffer; readonly frame: Buffer } | null = null;

function toFrame({ json, cursor }: EventPayload): Buffer {
  if (last?.json === json) return last.frame;
  const frame = Buffer.concat([Buffer.from(`event: next\nid: ${cursor}\ndata: `), json, END_OF_EVENT]);
  last = { json, frame };
  return frame;
}

const framing = { toFrame };

function toFailure(errors: readonly GraphQLFormattedError[]): string {
  return `event: next\ndata: ${JSON.stringify({ errors })}\n\n`;
}
