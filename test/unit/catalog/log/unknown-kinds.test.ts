import { EntryRing, NO_PLACE } from '../../../../src/catalog/log/entry-ring.js';
import { type Entries, NO_PLACES } from '../../../../src/catalog/log/log-entries.js';
import { MirroredLog } from '../../../../src/catalog/log/mirrored-log.js';
import { entriesOf } from '../../../../src/catalog/redis/redis-commit.js';
import type { StatusChange } from '../../../../src/domain/event.js';
import { aModelVersion } from '../../../support/builders.js';
import { createTestClock } from '../../../support/test-clock.js';

const { arn: versionArn, projectArn } = aModelVersion();
const change: StatusChange = {
  ...{ versionArn, projectArn, version: null, previousStatus: null, status: 'RUNNING' },
  observedAt: 1,
};
/** As a later version may write it. */
const moved = { kind: 'ALIAS_MOVED', versionArn, projectArn, status: 'RUNNING', observedAt: 2 };

const commit = (...changes: unknown[]) =>
  entriesOf({
    ...{
      id: '1-0',
      previous: '0-0',
      epoch: undefined,
      account: 'a',
      count: 0,
      eventCount: 0,
      firstId: { ms: 1, number: 0 },
    },
    delta: { shelves: [], changes: changes as StatusChange[] },
  });

function aLog(entries: Entries) {
  const clock = createTestClock();
  const bounds = { retentionMs: clock.now() + 1e9, maxEntries: 10 };
  const log = new MirroredLog({ clock, catchUp: async () => true, append: async () => {}, ...bounds });
  log.reset({ epoch: 'e', bases: NO_PLACES, entries: { changes: [], events: [] } });
  log.markCaughtUp();
  return { log, isWhole: log.push(entries) };
}

it('a Redis log passes over entries of other kinds: numbers go on, cursors advance, history lacks them', async () => {
  const { log, isWhole } = aLog(commit(change, moved, change, moved));
  expect(isWhole).toBe(true);
  expect(log.places.changes.count).toBe(4);
  const { changes } = await log.history(versionArn, 10, null);
  expect(changes).toHaveLength(2);
  const follower = await log.follow(changes[1]?.cursor ?? '', {}, true);
  expect((await follower.next()).value).toMatchObject({ kind: 'CHANGED', cursor: changes[0]?.cursor });
  expect((await follower.next()).value).toMatchObject({ kind: 'BOOKMARK', cursor: await log.tail() });
  expect(follower.isAtEnd).toBe(true);
  expect(await log.tail()).not.toBe(changes[0]?.cursor);
  await follower.return?.();
});

it('a ring in memory keeps their numbers, and forgets them like others', () => {
  const ring = new EntryRing<StatusChange>(3, (it) => it.versionArn, NO_PLACE);
  for (const [index, item] of [null, change, null, change, null].entries())
    ring.push({ id: { ms: 1, number: index }, count: index + 1, item }, String(index));
  expect(ring.base).toEqual({ id: { ms: 1, number: 1 }, count: 2 });
  expect([...ring.backwards(versionArn, 6)].map(({ cursor }) => cursor)).toEqual(['3']);
});
