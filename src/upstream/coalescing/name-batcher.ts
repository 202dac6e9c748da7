import type { Clock } from '../../clock.js';
import type { CallContext, Snapshot } from '../port.js';
import { type Batch, createBatch, type LookFor } from './name-batch.js';
import { waitFor } from './wait-for.js';

/** Names that different callers want at about the same time are looked for together. */
export interface Gather<T> {
  /**
   * What is known under these names; names that do not exist are left out. Names already being looked for are not
   * looked for again, except for an ask in the mutation lane, which reads what was just written. Null: there is
   * nothing under `key` (the project does not exist).
   *
   * @param key - names are only gathered with others of the same key
   */
  want(
    key: string,
    names: readonly string[],
    callContext: CallContext,
    look: LookFor<T>,
  ): Promise<Snapshot<T> | null>;
}

export interface GatherOptions<T> {
  readonly clock: Clock;
  readonly nameOf: (value: T) => string;
  /** How long the first name waits for others. Default 3 ms. */
  readonly gatherMs?: number;
}

/** Everything under way for one key. */
interface Group<T> {
  /** Still takes names. */
  gathering: Batch<T> | null;
  /** Gathered for long enough. */
  isDue: boolean;
  /** Waits for its turn at AWS. Until then the next names gather: behind it they would not go sooner. */
  unsent: Batch<T> | null;
  readonly byName: Map<string, Batch<T>>;
}

export function createGather<T>({ clock, nameOf, gatherMs = 3 }: GatherOptions<T>): Gather<T> {
  const groups = new Map<string, Group<T>>();

  function groupOf(key: string): Group<T> {
    const group = groups.get(key) ?? { gathering: null, isDue: false, unsent: null, byName: new Map() };
    groups.set(key, group);
    return group;
  }

  /** Which batches answer which of the names. Joins those under way; new names go into the one that gathers. */
  function assign(
    key: string,
    names: readonly string[],
    callContext: CallContext,
    look: LookFor<T>,
  ): Map<Batch<T>, Set<string>> {
    const group = groupOf(key);
    const mine = new Map<Batch<T>, Set<string>>();
    for (const name of new Set(names)) {
      const batch = underWay(group, name, callContext) ?? gathering(key, group, callContext, look);
      if (batch === group.gathering) batch.names.add(name);
      group.byName.set(name, batch);
      mine.set(batch, (mine.get(batch) ?? new Set()).add(name));
    }
    for (const batch of mine.keys()) batch.callContext.join(callContext);
    if (group.gathering && mine.has(group.gathering)) group.unsent?.callContext.raisePriority(callContext);
    return mine;
  }

  function gathering(key: string, group: Group<T>, callContext: CallContext, look: LookFor<T>): Batch<T> {
    if (group.gathering) return group.gathering;
    group.gathering = createBatch(callContext, look);
    group.isDue = false;
    clock.after(gatherMs, () => {
      group.isDue = true;
      startNext(key, group);
    });
    return group.gathering;
  }

  function startNext(key: string, group: Group<T>): void {
    const batch = group.gathering;
    if (!batch || !group.isDue || group.unsent) return;
    group.unsent = batch;
    group.gathering = null;
    const sent = () => {
      if (group.unsent !== batch) return;
      group.unsent = null;
      startNext(key, group);
    };
    batch.callContext.onChange(() => batch.callContext.sent && sent());
    batch.answer
      .catch(() => {}) // its callers are told
      .finally(() => {
        forgetBatch(group, batch);
        sent();
        if (!group.gathering && group.byName.size === 0 && !group.unsent) groups.delete(key);
      });
    batch.start();
  }

  return {
    async want(key, names, callContext, look) {
      if (names.length === 0) return { values: [], startedAt: clock.now() };
      const looks = await Promise.all(
        [...assign(key, names, callContext, look)].map(async ([batch, wanted]) => {
          const all = await waitFor(clock, batch.answer, callContext, batch.callContext);
          return all && { ...all, values: all.values.filter((it) => wanted.has(nameOf(it))) };
        }),
      );
      return together(looks);
    },
  };
}

function underWay<T>(group: Group<T>, name: string, callContext: CallContext): Batch<T> | null {
  const batch = group.byName.get(name);
  return batch && !(batch.callContext.sent && callContext.priority === 'mutation') ? batch : null;
}

function forgetBatch<T>(group: Group<T>, batch: Batch<T>): void {
  for (const name of batch.names) if (group.byName.get(name) === batch) group.byName.delete(name);
}

function together<T>(snapshots: readonly (Snapshot<T> | null)[]): Snapshot<T> | null {
  const found = snapshots.filter((it) => it !== null);
  if (found.length < snapshots.length) return null;
  return {
    values: found.flatMap((it) => it.values),
    startedAt: Math.min(...found.map((it) => it.startedAt)),
  };
}
