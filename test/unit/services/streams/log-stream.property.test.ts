import { createMemoryLog, type MemoryLog } from '../../../../src/catalog/memory/memory-catalog.js';
import type { Caller } from '../../../../src/domain/caller.js';
import type { LoggedChange, StatusChange } from '../../../../src/domain/event.js';
import { type Grant, parseProjectPattern } from '../../../../src/domain/grant.js';
import { Permissions } from '../../../../src/services/permissions.js';
import { STATUS_FORM, type StatusEvent } from '../../../../src/services/status/status-events.js';
import { createLogStream } from '../../../../src/services/streams/log-stream.js';
import type { EventStream } from '../../../../src/services/streams/stream-state.js';
import { aModelVersion, aProjectArn, HERE } from '../../../support/builders.js';
import { createRandom, oneOf } from '../../../support/random.js';
import { createTestClock } from '../../../support/test-clock.js';

const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1);
const STEPS = 300;
const [CATS, DOGS] = [aProjectArn('cats'), aProjectArn('dogs')];

function grant(pattern: string, tags: Grant['tags'] = {}): Grant {
  return { role: 'viewer', projects: [parseProjectPattern(pattern) ?? []].flat(), tags };
}

const OF_CATS = `arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/cats`;
/** Who they are, and what they may see. */
const CALLERS: readonly { readonly grants: readonly Grant[]; readonly sees: readonly string[] }[] = [
  { grants: [grant('*')], sees: [CATS, DOGS] },
  { grants: [grant(OF_CATS)], sees: [CATS] },
  { grants: [grant('*', { team: 'pets' })], sees: [DOGS] }, // AWS is asked for tags
];
const FILTERS = [{}, { projectArns: [CATS] }];

/** Asks for one event after the other, whenever the test lets it. */
class Reader {
  readonly got: string[] = [];
  readonly expected: string[] = [];
  isAsking = false;
  /** Asks again as soon as it has something. */
  isEager = false;
  hasLeft = false;

  constructor(
    private readonly stream: EventStream<StatusEvent>,
    readonly isMine: (change: StatusChange) => boolean,
  ) {}

  ask(): void {
    if (this.isAsking || this.hasLeft) return;
    this.isAsking = true;
    this.stream.requestNext({
      take: (event: StatusEvent | null) => {
        this.isAsking = false;
        if (event) this.got.push(event.cursor);
        if (this.isEager) queueMicrotask(() => this.ask());
      },
      fail: (error) => {
        throw error;
      },
    });
  }

  leave(): void {
    this.hasLeft = true;
    void this.stream.return?.();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function createWorld(random: () => number) {
  const log: MemoryLog = createMemoryLog(createTestClock(), { retentionMs: 3_600_000, maxEntries: 10_000 });
  const logged: StatusChange[] = [];
  const readers: Reader[] = [];
  const tagsOf = async (project: { projectName: string }) => {
    if (random() < 0.5) await turn();
    return project.projectName === 'dogs' ? [{ key: 'team', value: 'pets' }] : [];
  };

  return {
    readers,
    logged,
    append(): void {
      const projectArn = random() < 0.5 ? CATS : DOGS;
      const version = aModelVersion({ projectArn, observedAt: logged.length + 1 });
      const observed = { versionArn: version.arn, projectArn, version, observedAt: logged.length + 1 };
      const change: StatusChange = { ...observed, previousStatus: 'STARTING', status: 'RUNNING' };
      logged.push(change);
      for (const it of readers) if (it.isMine(change) && !it.hasLeft) it.expected.push(String(logged.length));
      log.add([change]);
    },
    async open(): Promise<void> {
      const { grants, sees } = oneOf(CALLERS, random) ?? { grants: [], sees: [] };
      const caller: Caller = { subject: 'ann', grants, expiresAt: null };
      const filter = oneOf(FILTERS, random) ?? {};
      const from = await log.tail();
      const follower = await log.follow(from, filter, true);
      // Versions are read while the log goes on: what they show already is not told again, whoever reads it.
      const before = logged.length;
      const isLooking = random() < 0.3;
      for (let left = isLooking ? Math.floor(random() * 4) : 0; left > 0; left--) this.append();
      const shownUntil = isLooking ? before + Math.floor(random() * (logged.length - before + 1)) : 0;
      const current = isLooking ? [aModelVersion({ projectArn: CATS, observedAt: shownUntil })] : [];
      const stream = await createLogStream(follower, {
        ...{
          form: STATUS_FORM,
          log,
          filter,
          from,
          current,
          isResumed: false,
          bookmarks: false,
          leave: () => {},
        },
        permissions: new Permissions(caller, [HERE], tagsOf),
        readCurrent: async () => [],
      });
      const isMine = ({ projectArn, observedAt }: StatusChange) =>
        sees.includes(projectArn) &&
        (filter.projectArns?.includes(projectArn) ?? true) &&
        !(projectArn === CATS && observedAt <= shownUntil);
      const reader = new Reader(stream, isMine);
      if (isLooking && sees.includes(CATS)) reader.expected.push('current');
      const missed = logged.slice(before);
      for (const it of missed) if (isMine(it)) reader.expected.push(String(it.observedAt));
      readers.push(reader);
    },
    /** Cursors as the numbers of changes. */
    async numbers(): Promise<ReadonlyMap<string, string>> {
      const all: LoggedChange[] = [];
      for (const projectArn of [CATS, DOGS]) {
        const { arn } = aModelVersion({ projectArn });
        all.push(...(await log.history(arn, 10_000, null)).changes);
      }
      return new Map(all.map((it) => [it.cursor, String(it.observedAt)]));
    },
  };
}

/** One in thirty; half of those go on by themselves until they are asked the next time. */
function askSome(readers: readonly Reader[], random: () => number): void {
  for (let i = 0; i <= readers.length / 30; i++) {
    const reader = oneOf(readers, random);
    if (!reader) return;
    reader.isEager = random() < 0.5;
    reader.ask();
  }
}

describe('subscribers that share a follower', () => {
  it.each(SEEDS)('each get what they would get alone, however slow they are (%i)', async (seed) => {
    const random = createRandom(seed);
    const world = createWorld(random);
    // Some crowds are told in more than one turn.
    for (let i = 0; i < (seed % 4 === 0 ? 300 : 1); i++) await world.open();
    for (const it of world.readers) {
      it.isEager = random() < 0.9;
      it.ask();
    }
    for (let step = 0; step < STEPS; step++) {
      const dice = random();
      if (dice < 0.25) world.append();
      else if (dice < 0.32 && world.readers.length < 320) await world.open();
      else if (dice < 0.34) oneOf(world.readers, random)?.leave();
      else if (dice < 0.7) askSome(world.readers, random);
      else await turn();
    }
    for (let i = 0; i < 600; i++) {
      for (const it of world.readers) it.ask();
      await turn();
    }
    const numbers = await world.numbers();
    for (const { got, expected, hasLeft } of world.readers) {
      const told = got.map((it, i) => (i === 0 && expected[0] === 'current' ? 'current' : numbers.get(it)));
      expect(told).toEqual(hasLeft ? expected.slice(0, told.length) : expected);
    }
    for (const it of world.readers) it.leave();
  });
});
