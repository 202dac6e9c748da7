import { PubSub } from 'graphql-subscriptions';

/** Notifies that the log may have grown, and nothing else: lost, doubled and early notices do no harm. */
export interface WakeUp {
  notify(): void;
  /** `listener` must not throw. Resolves to what takes it off again; call that once. */
  subscribe(listener: () => void): Promise<() => void>;
}

const WAKE_UP = 'LOOK_AGAIN';
/** How many are woken before others get their turn: each may send an event at once, in some twenty microseconds. */
const WOKEN_AT_ONCE = 100;

/** Keeps its own listeners, so that thousands of them are woken without blocking the event loop. */
export function createWakeUp(): WakeUp {
  const pubSub = new PubSub<Record<string, null>>();
  const listeners = new Set<() => void>();
  /** Listeners of the round under way that were not woken yet; null between rounds. */
  let notYetWoken: IterableIterator<() => void> | null = null;
  let isNotifiedAgain = false;

  function wakeSome(): void {
    for (let woken = 0; notYetWoken !== null && woken < WOKEN_AT_ONCE; woken++) {
      const { value: listener, done } = notYetWoken.next();
      if (done) notYetWoken = nextRound();
      else listener();
    }
    if (notYetWoken !== null) setImmediate(wakeSome);
  }

  function nextRound(): IterableIterator<() => void> | null {
    if (!isNotifiedAgain) return null;
    isNotifiedAgain = false;
    return listeners.values();
  }

  function wake(): void {
    isNotifiedAgain = true;
    if (notYetWoken !== null) return; // listeners that were woken before are woken again in the next round
    notYetWoken = nextRound();
    wakeSome();
  }

  const isListening = pubSub.subscribe(WAKE_UP, wake);
  return {
    notify: () => void pubSub.publish(WAKE_UP, null),
    async subscribe(listener) {
      await isListening;
      const own = () => listener(); // the same function may subscribe twice
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
