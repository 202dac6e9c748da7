import { PubSub } from 'graphql-subscriptions';

const WAKE_UP = 'LOOK_AGAIN';
/** How many are woken before others get their turn: each may send an event at once, in some twenty microseconds. */
const WOKEN_AT_ONCE = 100;

/**
 * Notifies that the log may have grown, and nothing else: lost, doubled and early notices do no harm. Keeps its own
 * listeners, so that thousands of them are woken without blocking the event loop.
 */
export class WakeUp {
  private readonly pubSub = new PubSub<Record<string, null>>();
  private readonly listeners = new Set<() => void>();
  /** Listeners of the round under way that were not woken yet; null between rounds. */
  private notYetWoken: IterableIterator<() => void> | null = null;
  private isNotifiedAgain = false;
  private readonly isListening = this.pubSub.subscribe(WAKE_UP, () => this.wake());

  notify(): void {
    void this.pubSub.publish(WAKE_UP, null);
  }

  /** `listener` must not throw. Resolves to what takes it off again; call that once. */
  async subscribe(listener: () => void): Promise<() => void> {
    await this.isListening;
    const own = () => listener(); // the same function may subscribe twice
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }

  private wake(): void {
    this.isNotifiedAgain = true;
    if (this.notYetWoken !== null) return; // listeners that were woken before are woken again in the next round
    this.notYetWoken = this.nextRound();
    this.wakeSome();
  }

  private wakeSome(): void {
    for (let woken = 0; this.notYetWoken !== null && woken < WOKEN_AT_ONCE; woken++) {
      const { value: listener, done } = this.notYetWoken.next();
      if (done) this.notYetWoken = this.nextRound();
      else listener();
    }
    if (this.notYetWoken !== null) setImmediate(() => this.wakeSome());
  }

  private nextRound(): IterableIterator<() => void> | null {
    if (!this.isNotifiedAgain) return null;
    this.isNotifiedAgain = false;
    return this.listeners.values();
  }
}
