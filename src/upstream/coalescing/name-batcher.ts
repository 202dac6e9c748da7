import type { Clock } from '../../clock.js';
import type { CallContext, Snapshot } from '../port.js';
import { SharedCall, waitFor } from './shared-call.js';

type DescribeNames<T> = (names: readonly string[], callContext: CallContext) => Promise<Snapshot<T> | null>;

/** How long the first name waits for others. */
const BATCH_WINDOW_MS = 3;

/** Names that different callers want at about the same time share a describe. */
export class NameBatcher<T> {
  private readonly groups = new Map<string, BatchGroup<T>>();

  constructor(
    private readonly clock: Clock,
    private readonly nameOf: (value: T) => string,
  ) {}

  /**
   * What exists under these names; names that do not exist are left out. Names that are being described already are not
   * described again, except for a caller with mutation priority, which reads what was just written. Null: there is
   * nothing under `key` (the project does not exist).
   *
   * @param key - names share a describe only with others of the same key
   */
  async describe(
    key: string,
    names: readonly string[],
    callContext: CallContext,
    describeNames: DescribeNames<T>,
  ): Promise<Snapshot<T> | null> {
    if (names.length === 0) return { values: [], startedAt: this.clock.now() };
    const batches = this.groupOf(key).assign(names, callContext, describeNames);
    const snapshots = await Promise.all(
      [...batches].map(async ([batch, wanted]) => {
        const all = await waitFor(this.clock, batch.answer, callContext, batch.callContext);
        return all && { ...all, values: all.values.filter((it) => wanted.has(this.nameOf(it))) };
      }),
    );
    return merged(snapshots);
  }

  private groupOf(key: string): BatchGroup<T> {
    const known = this.groups.get(key);
    if (known) return known;
    const group = new BatchGroup<T>(this.clock, () => {
      if (this.groups.get(key) === group) this.groups.delete(key);
    });
    this.groups.set(key, group);
    return group;
  }
}

/** Names that one describe looks up. */
class NameBatch<T> {
  readonly callContext: SharedCall;
  readonly names = new Set<string>();
  readonly answer: Promise<Snapshot<T> | null>;
  /** Describes the names that are in it by now. */
  start = () => {};

  constructor(first: CallContext, describeNames: DescribeNames<T>) {
    this.callContext = new SharedCall(first);
    const started = new Promise<void>((resolve) => {
      this.start = resolve;
    });
    this.answer = started.then(() => describeNames([...this.names], this.callContext));
  }
}

/** Everything under way for one key. */
class BatchGroup<T> {
  /** Still takes names. */
  private collecting: NameBatch<T> | null = null;
  /** It has taken names for long enough. */
  private isWindowOver = false;
  /** Waits for its turn at AWS. Until then the next batch takes names: behind it they would not go sooner. */
  private unsent: NameBatch<T> | null = null;
  private readonly byName = new Map<string, NameBatch<T>>();

  constructor(
    private readonly clock: Clock,
    private readonly onEmpty: () => void,
  ) {}

  /** Which batches answer which of the names. Joins those under way; new names go into the one that still takes names. */
  assign(
    names: readonly string[],
    callContext: CallContext,
    describeNames: DescribeNames<T>,
  ): Map<NameBatch<T>, Set<string>> {
    const mine = new Map<NameBatch<T>, Set<string>>();
    for (const name of new Set(names)) {
      const batch = this.underWay(name, callContext) ?? this.collect(callContext, describeNames);
      if (batch === this.collecting) batch.names.add(name);
      this.byName.set(name, batch);
      mine.set(batch, (mine.get(batch) ?? new Set()).add(name));
    }
    for (const batch of mine.keys()) batch.callContext.join(callContext);
    if (this.collecting && mine.has(this.collecting)) this.unsent?.callContext.raisePriority(callContext);
    return mine;
  }

  private underWay(name: string, callContext: CallContext): NameBatch<T> | null {
    const batch = this.byName.get(name);
    return batch && !(batch.callContext.sent && callContext.priority === 'mutation') ? batch : null;
  }

  private collect(callContext: CallContext, describeNames: DescribeNames<T>): NameBatch<T> {
    if (this.collecting) return this.collecting;
    this.collecting = new NameBatch(callContext, describeNames);
    this.isWindowOver = false;
    this.clock.after(BATCH_WINDOW_MS, () => {
      this.isWindowOver = true;
      this.startNext();
    });
    return this.collecting;
  }

  private startNext(): void {
    const batch = this.collecting;
    if (!batch || !this.isWindowOver || this.unsent) return;
    this.unsent = batch;
    this.collecting = null;
    batch.callContext.onChange(() => batch.callContext.sent && this.noteSent(batch));
    batch.answer
      .catch(() => {}) // its callers get the error
      .finally(() => {
        this.forget(batch);
        this.noteSent(batch);
        if (!this.collecting && this.byName.size === 0 && !this.unsent) this.onEmpty();
      });
    batch.start();
  }

  private noteSent(batch: NameBatch<T>): void {
    if (this.unsent !== batch) return;
    this.unsent = null;
    this.startNext();
  }

  private forget(batch: NameBatch<T>): void {
    for (const name of batch.names) if (this.byName.get(name) === batch) this.byName.delete(name);
  }
}

function merged<T>(snapshots: readonly (Snapshot<T> | null)[]): Snapshot<T> | null {
  const found = snapshots.filter((it) => it !== null);
  if (found.length < snapshots.length) return null;
  return {
    values: found.flatMap((it) => it.values),
    startedAt: Math.min(...found.map((it) => it.startedAt)),
  };
}
