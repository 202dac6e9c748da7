import { PubSub } from 'graphql-subscriptions';

/** Says "look again" and nothing else: the log is the truth, so lost, doubled and early rings do no harm. */
export interface WakeUp {
  notify(): void;
  /** `listener` must not throw. Resolves to what takes it off again; call that once. */
  subscribe(listener: () => void): Promise<() => void>;
}

const WAKE_UP = 'LOOK_AGAIN';
/** How many are woken before others get their turn: each may send an event at once, in some twenty microseconds. */
const WOKEN_AT_ONCE = 100;

/** Its listeners hang here, not on the PubSub, so that thousands of them are woken without a pause for everybody else. */
export function createWakeUp(): WakeUp {
  const pubSub = new PubSub<Record<string, null>>();
  const listeners = new Set<() => void>();
  /** Those of the round under way who were not woken yet; null between rounds. */
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
    if (notYetWoken !== null) return; // those who were woken before are woken again in the next round
    notYetWoken = nextRound();
    wakeSome();
  }

  const isListening = pubSub.subscribe(WAKE_UP, wake);
  return {
    notify: () => void pubSub.publish(WAKE_UP, null),
    async subscribe(listener) {
      await isListening;
      const own = () => listener(); // the same function may hang twice
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
