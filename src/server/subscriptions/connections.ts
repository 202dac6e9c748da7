import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import { json, type Reply } from '../http/reply.js';
import type { FrameWriter } from './frame-writer.js';

/** One WebSocket or one SSE stream. */
export interface Connection {
  readonly frameWriter: FrameWriter;
  /** Says that we are there; false if the peer has not answered the last time. */
  beat(): boolean;
  /** Ends it in a way that clients take for a reason to come back. */
  end(): void;
  /** Ends it at once, whatever the peer does. */
  terminate(): void;
}

const WHY_NO_ROOM = {
  draining: 'This instance is shutting down and takes no more streams. Connect again: another one answers.',
  full: 'This instance has as many streams as it may have. Connect again later.',
} as const satisfies Record<NonNullable<Connections['refusal']>, string>;

/** Null: there is room for another. */
export function whyNoRoom({ refusal }: Pick<Connections, 'refusal'>): string | null {
  return refusal && WHY_NO_ROOM[refusal];
}

/** Null: there is room for another. */
export function refuseWithoutRoom(connections: Pick<Connections, 'refusal'>): Reply | null {
  const message = whyNoRoom(connections);
  return message === null ? null : json(503, { message }, { 'retry-after': '5' });
}

/** Ten thousand subscribers and some room; each costs a file descriptor and some 16 KiB. */
const MAX_CONNECTIONS = 12_000;
/** Shorter than the idle time-outs of proxies (60 s and more); a dead peer is noticed within two. */
const BEAT_MS = 12_000;
/** A connection that takes nothing for so long loses its subscriptions, and after as long again itself. */
const STUCK_MS = 30_000;
const PATROL_MS = 1_000;
/** How long a peer may take to answer a close. */
const FAREWELL_MS = 2_000;

/** All that are open. */
export class Connections {
  private readonly open = new Map<Connection, { beatAt: EpochMs }>();
  private isDraining = false;
  private onEmpty = () => {};
  private stopPatrol = () => {};

  constructor(private readonly clock: Clock) {}

  get size(): number {
    return this.open.size;
  }

  /** Why there is no room for another; null if there is. */
  get refusal(): 'full' | 'draining' | null {
    if (this.isDraining) return 'draining';
    return this.open.size >= MAX_CONNECTIONS ? 'full' : null;
  }

  /** The returned function is for when it has closed. */
  add(connection: Connection): () => void {
    const { open, clock } = this;
    if (open.size === 0) this.patrolLater();
    // The first beat comes at a random time, so that connections that came together are not due together.
    open.set(connection, { beatAt: clock.now() + BEAT_MS * (0.5 + Math.random() / 2) });
    return () => {
      if (!open.delete(connection) || open.size > 0) return;
      this.stopPatrol();
      this.onEmpty();
    };
  }

  /** Takes no more, ends all that are open in random order over `spreadMs`, and resolves when all are gone. */
  drain(spreadMs: number): Promise<void> {
    const { open, clock } = this;
    this.isDraining = true;
    if (open.size === 0) return Promise.resolve();
    const empty = new Promise<void>((resolve) => {
      this.onEmpty = resolve;
    });
    for (const connection of open.keys()) clock.after(Math.random() * spreadMs, () => connection.end());
    clock.after(spreadMs + FAREWELL_MS, () => {
      for (const connection of open.keys()) connection.terminate();
    });
    return empty;
  }

  /** One timer for all: thousands of their own would cost more than what they watch. */
  private patrolLater(): void {
    this.stopPatrol = this.clock.after(PATROL_MS, () => this.patrol());
  }

  private patrol(): void {
    const now = this.clock.now();
    for (const [connection, due] of this.open) check(connection, due, now);
    if (this.open.size > 0) this.patrolLater();
  }
}

function check(connection: Connection, due: { beatAt: EpochMs }, now: EpochMs): void {
  const stuckMs = now - (connection.frameWriter.stuckSince ?? now);
  if (stuckMs >= 2 * STUCK_MS) connection.terminate();
  else if (stuckMs >= STUCK_MS) connection.frameWriter.giveUp();
  // While frames wait, a peer that does not answer is slow, not dead; and a beat would only wait as well.
  else if (stuckMs === 0 && now >= due.beatAt) {
    due.beatAt = now + BEAT_MS;
    if (!connection.beat()) connection.terminate();
  }
}
