import { PubSub } from 'graphql-subscriptions';

/** Says "look again" and nothing else: the log is the truth, so lost, doubled and early rings do no harm. */
export interface Bell {
  ring(): void;
  /** `listener` must not throw. Resolves to what takes it off again; call that once. */
  hang(listener: () => void): Promise<() => void>;
}

const LOOK_AGAIN = 'LOOK_AGAIN';
/** How many are woken before others get their turn: each may send an event at once, in some twenty microseconds. */
const WOKEN_AT_ONCE = 100;

/** Its listeners hang here, not on the PubSub, so that thousands of them are woken without a pause for everybody else. */
export function createBell(): Bell {
  const pubSub = new PubSub<Record<string, null>>();
  const listeners = new Set<() => void>();
  /** Those of the round under way who were not woken yet; null between rounds. */
  let sleeping: IterableIterator<() => void> | null = null;
  let hasRungAgain = false;

  function wakeSome(): void {
    for (let woken = 0; sleeping !== null && woken < WOKEN_AT_ONCE; woken++) {
      const { value: listener, done } = sleeping.next();
      if (done) sleeping = nextRound();
      else listener();
    }
    if (sleeping !== null) setImmediate(wakeSome);
  }

  function nextRound(): IterableIterator<() => void> | null {
    if (!hasRungAgain) return null;
    hasRungAgain = false;
    return listeners.values();
  }

  function wake(): void {
    hasRungAgain = true;
    if (sleeping !== null) return; // those who were woken before are woken again in the next round
    sleeping = nextRound();
    wakeSome();
  }

  const isListening = pubSub.subscribe(LOOK_AGAIN, wake);
  return {
    ring: () => void pubSub.publish(LOOK_AGAIN, null),
    async hang(listener) {
      await isListening;
      const own = () => listener(); // the same function may hang twice
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
