import { createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../../log.js';
import { graphqlFailure, json, type Reply, send, unlessKnown } from './reply.js';
import { requestIdOf } from './request.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The part of the address from `?` on, or empty. */
  readonly search: string;
  readonly requestId: string;
}

/** Answers with a reply, or writes to the response itself and answers nothing. */
export type Handler = (exchange: Exchange) => Reply | undefined | Promise<Reply | undefined>;

export interface Route {
  readonly methods: readonly string[];
  readonly handle: Handler;
}

/** Path → route. A path `/<first>/*` stands for all that begin with `/<first>/`. */
export type Routes = Readonly<Record<string, Route>>;

/**
 * For the whole request to come in, and for its headers: enough for a phone, little for an attacker that holds
 * connections.
 */
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Node checks half-sent requests only so often. */
const CHECK_MS = 1_000;
/** Nothing sent and nothing taken for so long: nobody reads the answer. Outermost: HTTP > operation > call to AWS. */
const SILENCE_TIMEOUT_MS = 60_000;
/** Longer than the idle time-out of usual load balancers (60 s), so that they close connections, not we. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * A server with an 'upgrade' listener gets every request with an Upgrade header there, also a POST of Java's HttpClient
 * or of `curl --http2` that only offers HTTP/2. Those are answered as if they had offered nothing.
 */
class Incoming extends IncomingMessage {
  private wantsUpgrade = false;

  get upgrade(): boolean {
    return this.wantsUpgrade && this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(value: boolean) {
    this.wantsUpgrade = value;
  }
}

/** A server that answers `routes`, and `fallback` for every other path. */
export class HttpServer {
  readonly server: Server;
  private readonly sockets = new Set<Socket>();

  /** @param refuse - what a request is answered instead of all that; null for one that is taken */
  constructor(
    private readonly routes: Routes,
    private readonly fallback: Handler,
    private readonly log: Log,
    private readonly refuse: (request: IncomingMessage) => Reply | null = () => null,
  ) {
    this.server = createServer(
      { maxHeaderSize: MAX_HEADER_BYTES, connectionsCheckingInterval: CHECK_MS, IncomingMessage: Incoming },
      (request, response) => {
        const requestId = requestIdOf(request);
        this.answer(request, response, requestId).catch((error: unknown) => {
          this.fail(error, request, response, requestId);
        });
      },
    );
    this.server.requestTimeout = REQUEST_TIMEOUT_MS;
    this.server.headersTimeout = HEADERS_TIMEOUT_MS;
    this.server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
    this.server.timeout = SILENCE_TIMEOUT_MS;
    this.keepSockets();
  }

  /** Takes no more connections, lets what is under way be answered, and resolves when all are closed. */
  drain(): Promise<void> {
    return drain(this.server, this.sockets);
  }

  private keepSockets(): void {
    const { sockets } = this;
    function forget(this: Socket): void {
      sockets.delete(this);
    }
    this.server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', forget); // one function for all: `once` makes two objects and a function for each
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const refusal = this.refuse(request);
    if (refusal) return send(response, refusal, requestId);
    const { pathname, search } = splitUrl(request.url ?? '/');
    const route = routeFor(this.routes, pathname);
    const method = request.method ?? '';
    if (route && !route.methods.includes(method)) {
      const allow = route.methods.join(', ');
      return send(response, json(405, { message: `Expected ${allow}.` }, { allow }), requestId);
    }
    const exchange = { request, response, search, requestId };
    const reply = await (route?.handle ?? this.fallback)(exchange);
    if (reply) send(response, unlessKnown(request, reply), requestId);
  }

  private fail(error: unknown, request: IncomingMessage, response: ServerResponse, requestId: string): void {
    this.log.error({ err: error, requestId, path: request.url }, 'defect');
    const defect = graphqlFailure(500, 'INTERNAL_SERVER_ERROR', 'Something is wrong in the gateway.');
    if (response.headersSent) response.destroy();
    else send(response, defect, requestId);
  }
}

/** From now on an answer is the last of its connection, so that clients open the next one, elsewhere. */
export function letConnectionsEnd(server: Server): void {
  server.prependListener('request', (_, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
}

/** How long requests under way may still take when the process ends. */
const DRAIN_MS = 15_000;
/** How long a connection that was opened for later, as browsers do it, may still bring its first request. */
const SILENT_MS = 500;
const SWEEP_MS = 50;
/** How long new connections may hold up the end. */
const LATE_COMERS_MS = 2_000;

async function drain(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  await takeAllWhoWait(server);
  // A connection kept alive falls idle after its answer, and would stay for a minute.
  const sweep = setInterval(() => setImmediate(() => server.closeIdleConnections()), SWEEP_MS);
  const silence = setTimeout(async () => {
    await allIsRead();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy(); // Node takes these for busy
  }, SILENT_MS);
  const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(sweep);
  clearTimeout(silence);
  clearTimeout(giveUp);
}

/** Under load many connections are established that Node has not accepted yet; closing would cut them off. */
async function takeAllWhoWait(server: Server): Promise<void> {
  const latestAt = performance.now() + LATE_COMERS_MS;
  let came = 0;
  const count = () => {
    came += 1;
  };
  server.on('connection', count);
  do {
    came = 0;
    await allIsRead();
  } while (came > 0 && performance.now() < latestAt);
  server.off('connection', count);
}

/** Whatever the network has brought by now, however late the event loop is: it is read between two immediates. */
async function allIsRead(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

function routeFor(routes: Routes, pathname: string): Route | undefined {
  if (Object.hasOwn(routes, pathname)) return routes[pathname];
  const area = `${pathname.slice(0, pathname.indexOf('/', 1) + 1)}*`;
  return Object.hasOwn(routes, area) ? routes[area] : undefined;
}

function splitUrl(url: string): { pathname: string; search: string } {
  const at = url.indexOf('?');
  return at < 0 ? { pathname: url, search: '' } : { pathname: url.slice(0, at), search: url.slice(at) };
}
