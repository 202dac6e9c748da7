import { setTimeout as pause } from 'node:timers/promises';
import { RedisGone, type RedisLink } from './link.js';
import type { Names } from './names.js';
import type { Peers } from './peers.js';

/** Which commits the reads of each instance show. */
export interface Applied {
  /** The reads of this instance show this commit, and all before it. */
  note(commit: string): void;
  /**
   * Waits until the reads of every other instance that is alive show a commit, for two seconds at most. Answers of how many
   * it is not known that they do. Never rejects.
   * @param commit - null: Redis does not have it, so that nobody else shows it
   */
  pending(commit: string | null): Promise<number>;
}

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  readonly peers: Pick<Peers<unknown>, 'self' | 'alive'>;
  /** Whether it is of a release that never tells which commits it shows, so that nobody waits for it. Default: none is. */
  readonly tellsNothing?: (instance: string) => boolean;
  /** Below 0 if the first comes first. */
  readonly compare: (one: string, other: string) => number;
}

const PATIENCE_MS = 2_000;
const FIRST_GLANCE_MS = 2;
const LONGEST_GLANCE_MS = 50;

export function createApplied(settings: Settings): Applied {
  const { link, names, peers, compare, tellsNothing = () => false } = settings;
  const others = () => peers.alive().filter((it) => it !== peers.self);

  async function pendingOthers(commit: string): Promise<string[]> {
    const shown = await link.call((redis) => redis.hgetall(names.applied));
    return others().filter((it) => compare(shown[it] ?? '0-0', commit) < 0);
  }

  async function wait(commit: string): Promise<number> {
    const until = performance.now() + PATIENCE_MS;
    for (let glanceMs = FIRST_GLANCE_MS; ; glanceMs = Math.min(2 * glanceMs, LONGEST_GLANCE_MS)) {
      const pending = await pendingOthers(commit);
      if (pending.every(tellsNothing) || performance.now() + glanceMs >= until) return pending.length;
      await pause(glanceMs);
    }
  }

  return {
    note(commit) {
      const noting = link.call((redis) => redis.hset(names.applied, peers.self, commit));
      noting.catch(() => {}); // it is noted again once this instance has caught up
    },
    async pending(commit) {
      if (others().length === 0) return 0;
      if (commit === null) return others().length;
      try {
        return await wait(commit);
      } catch (error) {
        if (!(error instanceof RedisGone)) throw error;
        return others().length;
      }
    },
  };
}
