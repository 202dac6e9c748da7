import { toMatcher } from '../../../../src/catalog/log/change-filter.js';
import type { LogEntry } from '../../../../src/catalog/log/entry-ring.js';
import { createMirroredLog } from '../../../../src/catalog/log/mirrored-log.js';
import { createRingBuffer, readPage } from '../../../../src/catalog/log/ring-buffer.js';
import { createWakeUp } from '../../../../src/catalog/log/wake-up.js';
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
    ...{ id: '1-0', previous: '0-0', account: 'a', count: 0, firstId: { ms: 1, number: 0 } },
    delta: { shelves: [], changes: changes as StatusChange[] },
  });

function aLog(entries: readonly LogEntry[]) {
  const clock = createTestClock();
  const bounds = { retentionMs: clock.now() + 1e9, maxEntries: 10 };
  const log = createMirroredLog({ clock, wakeUp: createWakeUp(), catchUp: async () => true, ...bounds });
  log.reset({ epoch: 'e', base: { ms: 0, number: 0 }, baseCount: 0, entries: [] });
  log.markCaughtUp();
  return { log, isWhole: entries.every((it) => log.push(it)) };
}

it('a Redis log passes over entries of other kinds: numbers go on, cursors advance, history lacks them', async () => {
  const { log, isWhole } = aLog(commit(change, moved, change, moved));
  expect(isWhole).toBe(true);
  expect(log.count).toBe(4);
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
  const ring = createRingBuffer(3);
  for (const it of [null, { ...change, cursor: 'b' }, null, { ...change, cursor: 'd' }, null])
    ring.push(it, 1);
  expect([ring.first, ring.last]).toEqual([3, 5]);
  expect([...ring.backwards(versionArn, 6)].map(({ cursor }) => cursor)).toEqual(['d']);
  const page = readPage(ring, 2, toMatcher({}));
  expect(page).toMatchObject({ position: 5, passed: 1, isEnd: true });
  expect(page.found.map(({ cursor }) => cursor)).toEqual(['d']);
});
