import { sweep } from '../creation.js';
import type { State } from '../state.js';

export interface Store {
  /** The one state, changed in place. */
  readonly state: State;
  /** Stores what has changed; when it returns, the change survives the process. */
  save(nowMs: number): void;
  /** Puts another state in the place of this one, and stores it. */
  replace(state: State): void;
}

/** Keeps a state, and hands every change of it to `write`. */
export function createStore(initial: State, write: (state: State) => void): Store {
  let state = initial;
  return {
    get state() {
      return state;
    },
    save(nowMs) {
      for (const region of Object.values(state.regions)) sweep(region, nowMs);
      write(state);
    },
    replace(next) {
      state = next;
      write(state);
    },
  };
}
