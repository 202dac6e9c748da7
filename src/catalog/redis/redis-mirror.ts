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

/** All that Redis holds, in this process too, as of one commit. */
export interface Mirror {
  readonly state: CatalogState;
  /** The newest commit that is in it. */
  readonly position: string;
  /** The newest commit of an account in it; '' before the first. */
  revisionOf(account: string): string;
  /** False: a commit before this one is missing, and nothing was done. What is known already is passed over. */
  apply(commit: Commit): boolean;
  /** Reads on from where it stands. False: that does not do, it has to be loaded. @throws RedisGone */
  readOn(): Promise<boolean>;
  /**
   * Reads everything anew, into a `known` of its own. Not to be called again before it is done.
   * @param hasLost - this instance has lost something that would have been logged: every follower gets a GAP
   * @throws RedisGone
   */
  load(hasLost: boolean): Promise<void>;
}

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

export function createMirror({ link, names, log, onCommit }: Settings): Mirror {
  let state = new CatalogState();
  let position = NO_COMMIT;
  let revisions = new Map<string, string>();
  let isLoading = false;

  function apply(commit: Commit): boolean {
    if (compareIds(toStreamId(commit.id), toStreamId(position)) <= 0) return true;
    // Of another life of the log: its followers get the GAP before anything of that.
    if (commit.epoch !== undefined && commit.epoch !== log.epoch) return false;
    if (commit.previous !== position || !log.push(entriesOf(commit))) return false;
    for (const it of commit.delta.shelves) applyDelta(state, it);
    revisions.set(commit.account, commit.id);
    position = commit.id;
    onCommit(commit);
    return true;
  }

  async function readNextCommits(): Promise<boolean> {
    for (;;) {
      const after = position;
      const replies = await link.call((redis) =>
        redis
          .multi()
          .hget(names.head, 'epoch')
          .xrange(names.commits, `(${after}`, '+', 'COUNT', PAGE_SIZE)
          .exec(),
      );
      const [epoch, commits] = resultsOf(replies) as [string | null, [string, string[]][]];
      if (epoch !== log.epoch || !commits.every((it) => apply(toCommit(it)))) return false;
      if (commits.length < PAGE_SIZE) return true;
    }
  }

  async function loadAll(hasLost: boolean): Promise<void> {
    let isSame = await hello(hasLost);
    for (;;) {
      const head = await readHead();
      isSame &&= head.epoch === log.epoch;
      // Fuzzy: it may hold parts of later commits, which are absolute, so that applying them again sets it right.
      const collections = toCollections(await scan(names.values), await scan(names.stamps));
      const entries = await entriesSince(link, names, isSame ? log.places : head.bases, head.counts);
      // Trimmed beyond what is known here: from the start then.
      const isWhole = isSame ? log.extend(entries) : takeLog(head, entries);
      isSame &&= isWhole;
      if (!isWhole) continue;
      isSame = true;
      state = new CatalogState();
      for (const it of collections) applyDelta(state, it);
      revisions = new Map(head.revisions);
      position = head.commit;
      if (await readNextCommits()) return;
    }
  }

  function takeLog({ epoch, bases }: Head, entries: Entries): boolean {
    log.reset({ epoch, bases, entries });
    const { changes, events } = log.places;
    const isWhole = changes.count === bases.changes.count + entries.changes.length;
    return isWhole && events.count === bases.events.count + entries.events.length;
  }

  /** False: the log is not the one that is known here. */
  async function hello(hasLost: boolean): Promise<boolean> {
    const { head, log: stream, commits, revisions: of, values, stamps, events } = names;
    const { changes: change, events: event } = log.places;
    const newEpoch = randomBytes(8).toString('hex');
    const mine = [log.epoch, toText(change.id), change.count];
    const args = [newEpoch, ...mine, hasLost ? 1 : 0, toText(event.id), event.count];
    const reply = await link.run(HELLO, [head, stream, commits, of, values, stamps, events], args);
    const [epoch, holds] = reply as [string, number];
    return epoch === log.epoch && holds === 1;
  }

  async function readHead(): Promise<Head> {
    const read = (redis: Redis) => redis.multi().hgetall(names.head).hgetall(names.revisions).exec();
    const [head = {}, of] = resultsOf(await link.call(read)) as Record<string, string>[];
    const placeOf = (id = NO_COMMIT, count = '0') => ({ id: toStreamId(id), count: Number(count) });
    return {
      epoch: head.epoch ?? '',
      counts: { changes: Number(head.count ?? 0), events: Number(head.eventCount ?? 0) },
      bases: {
        changes: placeOf(head.trimmed, head.trimmedCount),
        events: placeOf(head.eventTrimmed, head.eventTrimmedCount),
      },
      commit: head.commit ?? NO_COMMIT,
      revisions: new Map(Object.entries(of ?? {})),
    };
  }

  async function scan(key: string): Promise<Record<string, string>> {
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

  return {
    get state() {
      return state;
    },
    get position() {
      return position;
    },
    revisionOf: (account) => revisions.get(account) ?? '',
    apply: (commit) => isLoading || apply(commit),
    readOn: readNextCommits,
    async load(hasLost) {
      isLoading = true;
      await loadAll(hasLost).finally(() => {
        isLoading = false;
      });
    },
  };
}
