import type { Clock } from '../../clock.js';
import type { CallContext, Snapshot } from '../port.js';
import { SharedCall, waitFor } from './shared-call.js';

type DescribeNames<T> = (names: readonly string[], callContext: CallContext) => Promise<Snapshot<T> | null>;

/** Names that different callers want at about the same time share a describe. */
export interface NameBatcher<T> {
  /**
   * What exists under these names; names that do not exist are left out. Names that are being described already are not
   * described again, except for a caller with mutation priority, which reads what was just written. Null: there is
   * nothing under `key` (the project does not exist).
   *
   * @param key - names share a describe only with others of the same key
   */
  describe(
    key: string,
    names: readonly string[],
    callContext: CallContext,
    describeNames: DescribeNames<T>,
  ): Promise<Snapshot<T> | null>;
}

export interface NameBatcherOptions<T> {
  readonly clock: Clock;
  readonly nameOf: (value: T) => string;
  /** How long the first name waits for others. Default 3 ms. */
  readonly batchWindowMs?: number;
}

/** Names that one describe looks up. */
interface NameBatch<T> {
  readonly callContext: SharedCall;
  readonly names: Set<string>;
  readonly answer: Promise<Snapshot<T> | null>;
  /** Describes the names that are in it by now. */
  start(): void;
}

/** Everything under way for one key. */
interface Group<T> {
  /** Still takes names. */
  collecting: NameBatch<T> | null;
  /** It has taken names for long enough. */
  isWindowOver: boolean;
  /** Waits for its turn at AWS. Until then the next batch takes names: behind it they would not go sooner. */
  unsent: NameBatch<T> | null;
  readonly byName: Map<string, NameBatch<T>>;
}

export function createNameBatcher<T>({
  clock,
  nameOf,
  batchWindowMs = 3,
}: NameBatcherOptions<T>): NameBatcher<T> {
  const groups = new Map<string, Group<T>>();

  function groupOf(key: string): Group<T> {
    const group = groups.get(key) ?? {
      collecting: null,
      isWindowOver: false,
      unsent: null,
      byName: new Map(),
    };
    groups.set(key, group);
    return group;
  }

  /** Which batches answer which of the names. Joins those under way; new names go into the one that still takes names. */
  function assignToBatches(
    key: string,
    names: readonly string[],
    callContext: CallContext,
    describeNames: DescribeNames<T>,
  ): Map<NameBatch<T>, Set<string>> {
    const group = groupOf(key);
    const mine = new Map<NameBatch<T>, Set<string>>();
    for (const name of new Set(names)) {
      const batch = underWay(group, name, callContext) ?? collecting(key, group, callContext, describeNames);
      if (batch === group.collecting) batch.names.add(name);
      group.byName.set(name, batch);
      mine.set(batch, (mine.get(batch) ?? new Set()).add(name));
    }
    for (const batch of mine.keys()) batch.callContext.join(callContext);
    if (group.collecting && mine.has(group.collecting)) group.unsent?.callContext.raisePriority(callContext);
    return mine;
  }

  function collecting(
    key: string,
    group: Group<T>,
    callContext: CallContext,
    describeNames: DescribeNames<T>,
  ): NameBatch<T> {
    if (group.collecting) return group.collecting;
    group.collecting = createNameBatch(callContext, describeNames);
    group.isWindowOver = false;
    clock.after(batchWindowMs, () => {
      group.isWindowOver = true;
      startNext(key, group);
    });
    return group.collecting;
  }

  function startNext(key: string, group: Group<T>): void {
    const batch = group.collecting;
    if (!batch || !group.isWindowOver || group.unsent) return;
    group.unsent = batch;
    group.collecting = null;
    const sent = () => {
      if (group.unsent !== batch) return;
      group.unsent = null;
      startNext(key, group);
    };
    batch.callContext.onChange(() => batch.callContext.sent && sent());
    batch.answer
      .catch(() => {}) // its callers get the error
      .finally(() => {
        forgetBatch(group, batch);
        sent();
        if (!group.collecting && group.byName.size === 0 && !group.unsent) groups.delete(key);
      });
    batch.start();
  }

  return {
    async describe(key, names, callContext, describeNames) {
      if (names.length === 0) return { values: [], startedAt: clock.now() };
      const snapshots = await Promise.all(
        [...assignToBatches(key, names, callContext, describeNames)].map(async ([batch, wanted]) => {
          const all = await waitFor(clock, batch.answer, callContext, batch.callContext);
          return all && { ...all, values: all.values.filter((it) => wanted.has(nameOf(it))) };
        }),
      );
      return merged(snapshots);
    },
  };
}

function createNameBatch<T>(first: CallContext, describeNames: DescribeNames<T>): NameBatch<T> {
  const callContext = new SharedCall(first);
  const names = new Set<string>();
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  return { callContext, names, answer: started.then(() => describeNames([...names], callContext)), start };
}

function underWay<T>(group: Group<T>, name: string, callContext: CallContext): NameBatch<T> | null {
  const batch = group.byName.get(name);
  return batch && !(batch.callContext.sent && callContext.priority === 'mutation') ? batch : null;
}

function forgetBatch<T>(group: Group<T>, batch: NameBatch<T>): void {
  for (const name of batch.names) if (group.byName.get(name) === batch) group.byName.delete(name);
}

function merged<T>(snapshots: readonly (Snapshot<T> | null)[]): Snapshot<T> | null {
  const found = snapshots.filter((it) => it !== null);
  if (found.length < snapshots.length) return null;
  return {
    values: found.flatMap((it) => it.values),
    startedAt: Math.min(...found.map((it) => it.startedAt)),
  };
}
