import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import type { Log } from '../../log.js';
import { requestIdOf, traceparentOf } from '../http/request.js';
import type { Connection } from './connections.js';
import { type Frame, type FrameSink, FrameWriter } from './frame-writer.js';
import type { Peer } from './graphql-transport-ws.js';
import { closeAtOnce, type SocketGuard } from './socket-guard.js';
import { flat } from './text-frame.js';

/** What may wait for a peer that sends without reading the answers; more than any event needs. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** Going away: every client takes it for a reason to come back. */
const GOING_AWAY = 1001;
const CONNECTION_INIT_TIMEOUT_MS = 3_000;
const nothing = () => {};

/**
 * One WebSocket, as the patrol and the protocol each see it. One object with methods, no closures: thousands stay open
 * for hours.
 */
export class WebSocketConnection implements Connection, Peer, FrameSink {
  readonly frameWriter: FrameWriter;
  readonly protocol: string;
  readonly requestId: string;
  readonly traceparent: string | undefined;
  request: Pick<IncomingMessage, 'headers'> | null;
  private hasAnswered = true;
  private handle: (text: string) => void = nothing;
  private atEnd: () => void = nothing;
  private stopWaiting: () => void;

  /** @param bytes - what carries the socket's frames */
  constructor(
    clock: Clock,
    log: Log,
    private readonly socket: WebSocket,
    private readonly bytes: Duplex,
    request: IncomingMessage,
    private readonly guard: SocketGuard,
  ) {
    this.frameWriter = new FrameWriter(clock, this);
    this.protocol = socket.protocol;
    this.requestId = flat(requestIdOf(request));
    this.traceparent = traceparentOf(request);
    this.request = request;
    this.stopWaiting = clock.after(CONNECTION_INIT_TIMEOUT_MS, () => this.tooLate());
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

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  onMessage(handle: (text: string) => void): void {
    this.handle = handle;
  }

  connectionInitialised(): void {
    this.stopWaiting();
    this.stopWaiting = nothing;
    this.guard.spoke();
  }

  signedIn(caller: Caller): void {
    this.guard.signedIn(this, caller.subject);
  }

  onClosed(task: () => void): void {
    if (this.socket.readyState === this.socket.CLOSED) task();
    else this.atEnd = task;
  }

  /** For when it has closed. */
  closed(): void {
    this.stopWaiting();
    this.frameWriter.close();
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
    if (this.socket.readyState === this.socket.OPEN) this.handle(String(data));
  }
}
