import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { RedisLink } from '../../redis/link.js';
import type { Names } from '../../redis/names.js';
import { resultsOf } from '../../redis/results-of.js';
import type { Entries, Places } from '../log/log-entries.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import { compareIds, toStreamId, toText } from '../log/stream-id.js';
import { CatalogState } from '../state/catalog-state.js';
import { applyDelta } from '../state/state-delta.js';
import { toCollections } from '../state/stored-collections.js';
import { type Commit, entriesOf, toCommit } from './redis-commit.js';
import { HELLO } from './redis-scripts.js';
import { entriesSince, type LogCounts } from './redis-stored-log.js';

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  readonly log: MirroredLog;
  /** Gets each commit, after it was applied. Must not throw. */
  readonly onCommit: (commit: Commit) => void;
}

interface Head {
  readonly epoch: string;
  /** How many changes and other events were logged. */
  readonly counts: LogCounts;
  /** The newest entries that are gone. */
  readonly bases: Places;
  readonly commit: string;
  readonly revisions: ReadonlyMap<string, string>;
}

const PAGE_SIZE = 500;
const NO_COMMIT = '0-0';

/** All that Redis holds, in this process too, as of one commit. */
export class Mirror {
  private current = new CatalogState();
  private newest = NO_COMMIT;
  private revisions = new Map<string, string>();
  private isLoading = false;

  constructor(private readonly settings: Settings) {}

  get state(): CatalogState {
    return this.current;
  }

  /** The newest commit that is in it. */
  get position(): string {
    return this.newest;
  }

  /** The newest commit of an account in it; '' before the first. */
  revisionOf(account: string): string {
    return this.revisions.get(account) ?? '';
  }

  /** False: a commit before this one is missing, and nothing was done. What is known already is passed over. */
  apply(commit: Commit): boolean {
    return this.isLoading || this.take(commit);
  }

  /** Reads on from where it stands. False: that does not do, it has to be loaded. @throws RedisGone */
  async readOn(): Promise<boolean> {
    const { link, names, log } = this.settings;
    for (;;) {
      const after = this.newest;
      const replies = await link.call((redis) =>
        redis
          .multi()
          .hget(names.head, 'epoch')
          .xrange(names.commits, `(${after}`, '+', 'COUNT', PAGE_SIZE)
          .exec(),
      );
      const [epoch, commits] = resultsOf(replies) as [string | null, [string, string[]][]];
      if (epoch !== log.epoch || !commits.every((it) => this.take(toCommit(it)))) return false;
      if (commits.length < PAGE_SIZE) return true;
    }
  }

  /**
   * Reads everything anew, into a `state` of its own. Not to be called again before it is done.
   * @param hasLost - this instance has lost something that would have been logged: every follower gets a GAP
   * @throws RedisGone
   */
  async load(hasLost: boolean): Promise<void> {
    this.isLoading = true;
    await this.loadAll(hasLost).finally(() => {
      this.isLoading = false;
    });
  }

  private take(commit: Commit): boolean {
    const { log, onCommit } = this.settings;
    if (compareIds(toStreamId(commit.id), toStreamId(this.newest)) <= 0) return true;
    // Of another life of the log: its followers get the GAP before anything of that.
    if (commit.epoch !== undefined && commit.epoch !== log.epoch) return false;
    if (commit.previous !== this.newest || !log.push(entriesOf(commit))) return false;
    for (const it of commit.delta.shelves) applyDelta(this.current, it);
    this.revisions.set(commit.account, commit.id);
    this.newest = commit.id;
    onCommit(commit);
    return true;
  }

  private async loadAll(hasLost: boolean): Promise<void> {
    const { link, names, log } = this.settings;
    let isSame = await this.hello(hasLost);
    for (;;) {
      const head = await readHead(link, names);
      isSame &&= head.epoch === log.epoch;
      // Fuzzy: it may hold parts of later commits, which are absolute, so that applying them again sets it right.
      const collections = toCollections(await scan(link, names.values), await scan(link, names.stamps));
      const entries = await entriesSince(link, names, isSame ? log.places : head.bases, head.counts);
      // Trimmed beyond what is known here: from the start then.
      const isWhole = isSame ? log.extend(entries) : this.takeLog(head, entries);
      isSame &&= isWhole;
      if (!isWhole) continue;
      isSame = true;
      this.current = new CatalogState();
      for (const it of collections) applyDelta(this.current, it);
      this.revisions = new Map(head.revisions);
      this.newest = head.commit;
      if (await this.readOn()) return;
    }
  }

  private takeLog({ epoch, bases }: Head, entries: Entries): boolean {
    const { log } = this.settings;
    log.reset({ epoch, bases, entries });
    const { changes, events } = log.places;
    const isWhole = changes.count === bases.changes.count + entries.changes.length;
    return isWhole && events.count === bases.events.count + entries.events.length;
  }

  /** False: the log is not the one that is known here. */
  private async hello(hasLost: boolean): Promise<boolean> {
    const { link, names, log } = this.settings;
    const { head, log: stream, commits, revisions, values, stamps, events } = names;
    const { changes: change, events: event } = log.places;
    const newEpoch = randomBytes(8).toString('hex');
    const mine = [log.epoch, toText(change.id), change.count];
    const args = [newEpoch, ...mine, hasLost ? 1 : 0, toText(event.id), event.count];
    const reply = await link.run(HELLO, [head, stream, commits, revisions, values, stamps, events], args);
    const [epoch, holds] = reply as [string, number];
    return epoch === log.epoch && holds === 1;
  }
}

async function readHead(link: RedisLink, names: Names): Promise<Head> {
  const read = (redis: Redis) => redis.multi().hgetall(names.head).hgetall(names.revisions).exec();
  const [head = {}, revisions] = resultsOf(await link.call(read)) as Record<string, string>[];
  const placeOf = (id = NO_COMMIT, count = '0') => ({ id: toStreamId(id), count: Number(count) });
  return {
    epoch: head.epoch ?? '',
    counts: { changes: Number(head.count ?? 0), events: Number(head.eventCount ?? 0) },
    bases: {
      changes: placeOf(head.trimmed, head.trimmedCount),
      events: placeOf(head.eventTrimmed, head.eventTrimmedCount),
    },
    commit: head.commit ?? NO_COMMIT,
    revisions: new Map(Object.entries(revisions ?? {})),
  };
}

async function scan(link: RedisLink, key: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  let from = '0';
  do {
    const at = from;
    const [next, pairs] = await link.call((redis) => redis.hscan(key, at, 'COUNT', PAGE_SIZE));
    for (let i = 0; i < pairs.length; i += 2) found[pairs[i] ?? ''] = pairs[i + 1] ?? '';
    from = next;
  } while (from !== '0');
  return found;
}
