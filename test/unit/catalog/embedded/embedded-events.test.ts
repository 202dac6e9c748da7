import type { Followed } from '../../../../src/catalog/port.js';
import { createDataFolders } from '../../../support/data-folder.js';
import { RestartableCatalog } from '../../../support/embedded-catalog.js';
import { aGatewayEvent } from '../../../support/gateway-events.js';
import { until } from '../../../support/until.js';

const newFolder = createDataFolders();
const ALL = { kinds: ['STATUS_CHANGED', 'AUTOMATION_FAILED'] };

async function started(bounds?: { retentionMs: number; maxEntries: number; maxEvents?: number }) {
  const it = new RestartableCatalog(newFolder(), bounds);
  await it.start();
  await it.look([{ name: 'v1' }]);
  return it;
}

/** Each event by its id, each change by its status. */
async function toldAfter({ catalog }: RestartableCatalog, cursor: string): Promise<string[]> {
  const follower = await catalog.log.follow(cursor, ALL);
  const lineOf = (item: Followed) =>
    item.kind === 'TOLD' ? item.event.id : String(item.kind === 'CHANGED' ? item.change.status : item.kind);
  const lines: string[] = [];
  while (!follower.isAtEnd) lines.push(lineOf((await follower.next()).value));
  await follower.return?.();
  return lines;
}

const append = ({ catalog }: RestartableCatalog, ...ids: string[]) =>
  catalog.log.append(ids.map((id) => aGatewayEvent(id)));

it('a restart keeps events of other kinds among the changes, and knows which are logged', async () => {
  const it = await started();
  const beginning = await it.catalog.log.tail();
  await append(it, 'a', 'b');
  await it.clock.advance(1);
  await it.look([{ name: 'v1', status: 'STARTING' }]);
  await append(it, 'c');
  const tail = await it.catalog.log.tail();
  await it.restart();
  expect(await toldAfter(it, beginning)).toEqual(['a', 'b', 'STARTING', 'c']);
  expect(await it.catalog.log.tail()).toBe(tail);
  await append(it, 'b', 'c', 'd'); // the outbox was not emptied before it ended
  await it.restart();
  expect(await toldAfter(it, beginning)).toEqual(['a', 'b', 'STARTING', 'c', 'd']);
  expect(await toldAfter(it, tail)).toEqual(['d']);
  await it.stop();
});

it('what is forgotten leaves the folder, of both streams by their own number', async () => {
  const it = await started({ retentionMs: 86_400_000, maxEntries: 5, maxEvents: 10 });
  for (let i = 0; i < 40; i += 1) await append(it, `e${i}`);
  for (let i = 0; i < 20; i += 1) {
    await it.clock.advance(1);
    await it.look([{ name: 'v1', status: i % 2 === 0 ? 'STARTING' : 'RUNNING' }]);
  }
  await it.restart();
  expect(await it.count('log/entry/')).toBeLessThanOrEqual(6);
  expect(await it.count('log/event/')).toBeLessThanOrEqual(11);
  await it.stop();
});

it('while the disk is full an event is refused and not told, and can be logged later', async () => {
  const it = await started();
  const beginning = await it.catalog.log.tail();
  await append(it, 'a');
  it.disk.isFull = true;
  await expect(append(it, 'b')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await it.look([{ name: 'v1', status: 'STARTING' }], it.clock.now() + 1); // is told from memory
  expect(await toldAfter(it, beginning)).toEqual(['a', 'STARTING']);
  it.disk.isFull = false;
  await until(() =>
    append(it, 'b').then(
      () => true,
      () => false,
    ),
  );
  expect(await toldAfter(it, beginning)).toEqual(['a', 'STARTING', 'b']);
  await it.restart();
  expect(await toldAfter(it, beginning)).toEqual(['a', 'STARTING', 'b']);
  await it.stop();
});
