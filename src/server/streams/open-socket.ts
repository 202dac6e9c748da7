import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, type WebSocket as Spoken } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import type { Log } from '../../log.js';
import { requestIdOf, traceparentOf } from '../request.js';
import type { Connection } from './connections.js';
import { flat } from './flat.js';
import { createOutlet, type Frame, type Outlet, type Writer } from './outlet.js';
import type { Peer } from './protocol.js';
import { closeAtOnce, type SocketGuard } from './socket-guard.js';

/** What may wait for a peer that sends without reading the answers; more than any event needs. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** Going away: every client takes it for a reason to come back. */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = CloseCode.InternalServerError;
const BAD_REQUEST = CloseCode.BadRequest;
const GREETING_TIMEOUT_MS = 3_000;
const nothing = () => {};

/**
 * One WebSocket, as the patrol, the protocol and graphql-ws each see it. One object with methods, no closures: thousands
 * stay open for hours.
 */
export class OpenSocket implements Connection, Peer, Spoken, Writer {
  readonly outlet: Outlet;
  readonly protocol: string;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  request: Pick<IncomingMessage, 'headers'> | null;
  caller: Caller | null = null;
  private hasAnswered = true;
  private handle: ((message: string) => Promise<void>) | null = null;
  private atEnd: () => void = nothing;
  private stopWaiting: () => void;

  /** @param bytes - what carries the socket's frames */
  constructor(
    clock: Clock,
    private readonly log: Log,
    private readonly socket: WebSocket,
    private readonly bytes: Duplex,
    request: IncomingMessage,
    private readonly guard: SocketGuard,
  ) {
    this.outlet = createOutlet(clock, this);
    this.protocol = socket.protocol;
    this.requestId = flat(requestIdOf(request));
    this.traceparent = traceparentOf(request);
    this.request = request;
    this.stopWaiting = clock.after(GREETING_TIMEOUT_MS, () => this.tooLate());
    const answered = () => this.answered();
    socket.on('ping', answered);
    socket.on('pong', answered);
    socket.on('message', (data) => this.receive(data));
    socket.on('error', (err) => log.debug({ err, requestId: this.requestId }, 'socket failed')); // 'close' follows
  }

  beat(): boolean {
    const isThere = this.hasAnswered;
    this.hasAnswered = false;
    if (isThere) this.socket.ping();
    return isThere;
  }

  end(): void {
    this.close(GOING_AWAY, 'Going away');
  }

  terminate(): void {
    this.socket.terminate();
  }

  write(frame: Frame, done: () => void): void {
    if (typeof frame === 'string') this.socket.send(frame, done);
    else if (this.socket.readyState === this.socket.OPEN) this.bytes.write(frame, done);
    else process.nextTick(done);
  }

  async send(frame: string): Promise<void> {
    await this.outlet.send(frame);
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  onMessage(handle: (message: string) => Promise<void>): void {
    this.handle = handle;
  }

  /** graphql-ws's own timer would stay for as long as the socket. */
  greeted(): void {
    this.stopWaiting();
    this.stopWaiting = nothing;
    this.guard.spoke();
  }

  signedIn(caller: Caller): void {
    this.guard.signedIn(this, caller.subject);
    this.caller = caller;
  }

  onClosed(task: () => void): void {
    if (this.socket.readyState === this.socket.CLOSED) task();
    else this.atEnd = task;
  }

  /** For when it has closed. */
  closed(): void {
    this.stopWaiting();
    this.outlet.close();
    this.atEnd();
  }

  private tooLate(): void {
    closeAtOnce(this.socket, CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
  }

  private answered(): void {
    this.hasAnswered = true;
    if (this.socket.bufferedAmount > MAX_UNREAD_BYTES) this.terminate();
  }

  private receive(data: RawData): void {
    this.answered();
    this.handle?.(toMessage(String(data))).catch((error: unknown) => {
      if (isOfServers(error)) return this.close(BAD_REQUEST, 'Invalid message received');
      this.log.error({ err: error, requestId: this.requestId }, 'defect');
      this.close(INTERNAL_ERROR, 'Internal server error');
    });
  }
}

/**
 * graphql-ws keeps what it is given for as long as the subscription, so it gets what the text says, which it takes as
 * well whatever its types say. A text that is no JSON it refuses by itself.
 */
function toMessage(text: string): string {
  try {
    const message = JSON.parse(text);
    return typeof message === 'object' ? message : text;
  } catch {
    return text;
  }
}

/** What graphql-ws throws for a message that only servers send. */
function isOfServers(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}
