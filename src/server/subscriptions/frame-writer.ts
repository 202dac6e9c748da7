import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';

/** What became of a frame: the network took it, the connection closed before, or it waited for too long. */
export type Outcome = 'taken' | 'closed' | 'stuck';

/** A text that the transport still has to frame, or bytes that go out as they are. */
export type Frame = string | Buffer;

/** Gets what became of a frame. */
export interface Waiter {
  onOutcome(outcome: Outcome): void;
}

export interface FrameSink {
  /** Calls `done` when the network, not only a buffer of ours, has the frame, or never will. */
  write(frame: Frame, done: () => void): void;
}

/**
 * Writes the frames of one connection. A sender that waits for each frame to be taken holds one in memory, no queue.
 */
export class FrameWriter {
  private readonly waiting = new Set<Waiter>();
  private framesOut = 0;
  private isClosed = false;
  private waitingSince: EpochMs | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly sink: FrameSink,
  ) {}

  /** Since when frames have waited and none was taken; null if none waits. */
  get stuckSince(): EpochMs | null {
    return this.waitingSince;
  }

  /** Calls `waiter` once: at once if the connection has closed, else later. One waiter for each frame under way. */
  post(frame: Frame, waiter: Waiter): void {
    if (this.isClosed) {
      waiter.onOutcome('closed');
      return;
    }
    this.waiting.add(waiter);
    this.framesOut += 1;
    this.waitingSince ??= this.clock.now();
    this.sink.write(frame, () => this.taken(waiter));
  }

  send(frame: Frame): Promise<Outcome> {
    return new Promise((resolve) => this.post(frame, { onOutcome: resolve }));
  }

  /** Answers every waiter with 'stuck'. Their frames still go out if the peer reads again. */
  giveUp(): void {
    this.answerAll('stuck');
  }

  /** Answers every waiter with 'closed', now and later. */
  close(): void {
    this.isClosed = true;
    this.answerAll('closed');
  }

  private taken(waiter: Waiter): void {
    this.framesOut -= 1;
    this.waitingSince = this.framesOut > 0 ? this.clock.now() : null;
    if (this.waiting.delete(waiter)) waiter.onOutcome('taken');
  }

  private answerAll(outcome: Outcome): void {
    const all = [...this.waiting];
    this.waiting.clear();
    for (const waiter of all) waiter.onOutcome(outcome);
  }
}
