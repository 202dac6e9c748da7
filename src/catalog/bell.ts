import { EventEmitter } from 'node:events';
import { PubSub } from 'graphql-subscriptions';

/** Says "look again" and nothing else: the log is the truth, so lost, doubled and early rings do no harm. */
export interface Bell {
  ring(): void;
  /** `listener` must not throw. Resolves to what takes it off again; call that once. */
  hang(listener: () => void): Promise<() => void>;
}

const LOOK_AGAIN = 'LOOK_AGAIN';

export function createBell(): Bell {
  // Node warns of a leak at 11 listeners; here each subscriber is one.
  const pubSub = new PubSub<Record<string, null>>({ eventEmitter: new EventEmitter().setMaxListeners(0) });
  return {
    ring: () => void pubSub.publish(LOOK_AGAIN, null),
    async hang(listener) {
      const id = await pubSub.subscribe(LOOK_AGAIN, listener);
      return () => pubSub.unsubscribe(id);
    },
  };
}
