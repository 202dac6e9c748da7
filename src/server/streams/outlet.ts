import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';

/** What became of a frame: the network took it, the connection closed before, or it waited for too long. */
export type Outcome = 'taken' | 'closed' | 'stuck';

/** A text that the transport still has to frame, or bytes that go out as they are. */
export type Frame = string | Buffer;

/** The way out of one connection. Whoever waits for each frame to be taken holds one frame in memory, no queue. */
export interface Outlet {
  /** Tells `onOutcome` once; a connection that has closed at once, every other later. One for each frame under way. */
  post(frame: Frame, onOutcome: (outcome: Outcome) => void): void;
  send(frame: Frame): Promise<Outcome>;
  /** Since when frames have waited and none was taken; null if none waits. */
  readonly stuckSince: EpochMs | null;
  /** Answers all who wait with 'stuck'. Their frames still go out if the peer reads again. */
  giveUp(): void;
  /** Answers all who wait with 'closed', and all who come. */
  close(): void;
}

/** @param write - calls `done` when the network, not only a buffer of ours, has the frame, or never will */
export function createOutlet(clock: Clock, write: (frame: Frame, done: () => void) => void): Outlet {
  const waiting = new Set<(outcome: Outcome) => void>();
  let framesOut = 0;
  let stuckSince: EpochMs | null = null;
  let isClosed = false;

  function answerAll(outcome: Outcome): void {
    const all = [...waiting];
    waiting.clear();
    for (const answer of all) answer(outcome);
  }

  function post(frame: Frame, onOutcome: (outcome: Outcome) => void): void {
    if (isClosed) {
      onOutcome('closed');
      return;
    }
    waiting.add(onOutcome);
    framesOut += 1;
    stuckSince ??= clock.now();
    write(frame, () => {
      framesOut -= 1;
      stuckSince = framesOut > 0 ? clock.now() : null;
      if (waiting.delete(onOutcome)) onOutcome('taken');
    });
  }

  return {
    post,
    send: (frame) => new Promise((resolve) => post(frame, resolve)),
    get stuckSince() {
      return stuckSince;
    },
    giveUp: () => answerAll('stuck'),
    close() {
      isClosed = true;
      answerAll('closed');
    },
  };
}
