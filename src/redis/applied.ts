import { setTimeout as pause } from 'node:timers/promises';
import { RedisGone, type RedisLink } from './link.js';
import type { Names } from './names.js';
import type { Peers } from './peers.js';

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

/** Which commits the reads of each instance show. */
export class Applied {
  constructor(private readonly settings: Settings) {}

  /** The reads of this instance show this commit, and all before it. */
  note(commit: string): void {
    const { link, names, peers } = this.settings;
    const noting = link.call((redis) => redis.hset(names.applied, peers.self, commit));
    noting.catch(() => {}); // it is noted again once this instance has caught up
  }

  /**
   * Waits until the reads of every other instance that is alive show a commit, for two seconds at most. Answers of how many
   * it is not known that they do. Never rejects.
   * @param commit - null: Redis does not have it, so that nobody else shows it
   */
  async pending(commit: string | null): Promise<number> {
    if (this.others().length === 0) return 0;
    if (commit === null) return this.others().length;
    try {
      return await this.wait(commit);
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
      return this.others().length;
    }
  }

  private async wait(commit: string): Promise<number> {
    const { tellsNothing = () => false } = this.settings;
    const until = performance.now() + PATIENCE_MS;
    for (let glanceMs = FIRST_GLANCE_MS; ; glanceMs = Math.min(2 * glanceMs, LONGEST_GLANCE_MS)) {
      const pending = await this.pendingOthers(commit);
      if (pending.every(tellsNothing) || performance.now() + glanceMs >= until) return pending.length;
      await pause(glanceMs);
    }
  }

  private async pendingOthers(commit: string): Promise<string[]> {
    const { link, names, compare } = this.settings;
    const shown = await link.call((redis) => redis.hgetall(names.applied));
    return this.others().filter((it) => compare(shown[it] ?? '0-0', commit) < 0);
  }

  private others(): readonly string[] {
    const { peers } = this.settings;
    return peers.alive().filter((it) => it !== peers.self);
  }
}
