import type { ChangeFilter, Followed } from '../../src/catalog/port.js';
import { aModelVersion, aModelVersionArn, aProjectArn, HERE } from '../support/builders.js';
import { aGatewayEvent } from '../support/gateway-events.js';
import { createRandom, oneOf } from '../support/random.js';
import { type CatalogStage, take } from './catalog-stage.js';

const ALL: ChangeFilter = {
  kinds: ['STATUS_CHANGED', 'AUTOMATION_FAILED', 'AUTOMATION_SKIPPED', 'BUDGET_THRESHOLD_REACHED'],
};
const FAILED: ChangeFilter = { kinds: ['AUTOMATION_FAILED'] };

function lineOf(item: Followed | undefined): string {
  if (item?.kind === 'TOLD') return item.event.id;
  return item?.kind === 'CHANGED' ? (item.change.status ?? 'gone') : (item?.kind ?? 'nothing');
}

/** What is told besides changes of status. */
export function tellingSuite(stage: CatalogStage): void {
  const { answer, change, follow } = stage;
  const append = (...events: Parameters<typeof aGatewayEvent>[]) =>
    stage.catalog.log.append(events.map((it) => aGatewayEvent(...it)));
  const lines = async (after: string, filter: ChangeFilter, count: number) =>
    (await take(await follow(after, filter), count)).map(lineOf);

  describe('7. telling', () => {
    it('7.1 gives events and changes in one order, as they were told', async () => {
      await append(['a']);
      await change(1);
      await append(['b'], ['c']);
      await change(1, aModelVersion({ name: 'v2' }));
      const items = await take(await follow(stage.start, ALL), 5);
      expect(items.map(lineOf)).toEqual(['a', 'STARTING', 'b', 'c', 'STARTING']);
      const [first] = items;
      expect(first).toEqual({
        kind: 'TOLD',
        cursor: expect.any(String),
        event: { ...aGatewayEvent('a'), cursor: first?.cursor },
      });
      expect(new Set(items.map((it) => it.cursor)).size).toBe(5);
    });

    it('7.2 logs an event once, however often it is appended', async () => {
      await append(['a'], ['a']);
      await Promise.all([append(['a'], ['b']), append(['b'], ['c']), append(['c'])]);
      await append(['d']);
      expect(await lines(stage.start, ALL, 4)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('7.3 can be read when it resolves, and wakes those that wait', async () => {
      const follower = await follow(null, FAILED);
      const read = follower.next();
      await append(['a']);
      expect(lineOf((await read).value)).toBe('a');
      expect(await stage.catalog.log.tail()).toBe((await read).value.cursor);
    });

    it('7.4 is passed over by those that follow changes of status, whose cursors advance', async () => {
      await change(1);
      await append(['a'], ['b']);
      const follower = await follow(stage.start, {}, true);
      const [first, second] = await take(follower, 2);
      expect([lineOf(first), lineOf(second)]).toEqual(['STARTING', 'BOOKMARK']);
      expect(second?.cursor).toBe(await stage.catalog.log.tail());
      await answer(stage.now(), aModelVersion({ status: 'STOPPING' }));
      expect(await lines(second?.cursor ?? '', {}, 1)).toEqual(['STOPPING']);
    });

    it('7.5 resumes after the cursor of any kind', async () => {
      for (const id of ['a', 'b', 'c', 'd']) {
        await append([id]);
        await change(2);
      }
      const all = await take(await follow(stage.start, ALL), 12);
      for (const [index, { cursor }] of all.slice(0, -1).entries()) {
        const rest = all.slice(index + 1);
        expect(await take(await follow(cursor, ALL), rest.length)).toEqual(rest);
        const changes = rest.filter(({ kind }) => kind === 'CHANGED');
        expect(await take(await follow(cursor), changes.length)).toEqual(changes);
      }
    });

    it.each<[string, ChangeFilter, string[]]>([
      ['a kind', { kinds: ['AUTOMATION_SKIPPED'] }, ['skipped']],
      ['a kind that nobody knows', { kinds: ['TELEPORTED'] }, []],
      ['changes of status', { kinds: ['STATUS_CHANGED'] }, ['STARTING']],
      ['no kind', { kinds: [] }, []],
      [
        'a project',
        { ...ALL, projectArns: [aProjectArn('cats')] },
        ['cats', 'skipped', 'here', 'all', 'STARTING'],
      ],
      ['another project', { ...ALL, projectArns: [aProjectArn('dogs')] }, ['dogs', 'here', 'all']],
      ['no project', { ...ALL, projectArns: [] }, []],
    ])('7.6 filters by %s', async (_, filter, expected) => {
      const { accountId, region } = HERE;
      await append(
        ['cats'],
        ['dogs', { scope: { projectArns: [aProjectArn('dogs')] } }],
        ['skipped', { kind: 'AUTOMATION_SKIPPED' }],
        ['here', { kind: 'BUDGET_THRESHOLD_REACHED', scope: { accountId, region } }],
        ['there', { kind: 'BUDGET_THRESHOLD_REACHED', scope: { accountId, region: 'eu-west-3' } }],
        ['all', { kind: 'BUDGET_THRESHOLD_REACHED', scope: {} }],
        ['new', { kind: 'TOLD_BY_A_LATER_RELEASE' as 'AUTOMATION_FAILED' }],
      );
      await change(1);
      const follower = await follow(stage.start, filter, true);
      const seen: string[] = [];
      for (let line = ''; line !== 'BOOKMARK' && !(follower.isAtEnd && seen.length > 0); ) {
        line = lineOf((await follower.next()).value);
        if (line !== 'BOOKMARK') seen.push(line);
      }
      expect(seen).toEqual(expected);
    });

    it('7.7 never pushes changes out of the log, nor do changes push out events', async () => {
      await stage.begin({ maxEntries: 10, maxEvents: 20 });
      await change(2);
      await append(['a']);
      for (let i = 0; i < 20; i += 1) await append([`b${i}`], [`c${i}`]);
      expect(await lines(stage.start, {}, 2)).toEqual(['STARTING', 'RUNNING']);
      expect(await lines(stage.start, ALL, 1)).toEqual(['GAP']);
      const now = await stage.catalog.log.tail();
      await append(['d']);
      await change(500);
      expect(await lines(now, FAILED, 1)).toEqual(['d']);
      expect(await lines(now, ALL, 1)).toEqual(['GAP']);
    });

    it('7.8 ends a reader that the log has outrun with SLOW_CONSUMER', async () => {
      await stage.begin({ maxEvents: 10 });
      const [slow, other] = [await follow(null, FAILED), await follow(null)];
      await append(['a']);
      const [item] = await take(slow, 1);
      for (let i = 0; i < 30; i += 1) await append([`b${i}`]);
      const refusal = { code: 'SLOW_CONSUMER', details: { cursor: item?.cursor } };
      await expect(slow.next()).rejects.toMatchObject(refusal);
      await change(1);
      expect((await take(other, 1)).map(lineOf)).toEqual(['STARTING']);
    });

    it('7.9 forgets events that the log has outlived, and can log them again then', async () => {
      await stage.begin({ retentionMs: 60_000 });
      await append(['a']);
      await stage.advance(61_000);
      await append(['b'], ['a']);
      expect(await lines(stage.start, FAILED, 1)).toEqual(['GAP']);
      expect((await stage.catalog.log.history(aModelVersionArn(), 10, null)).changes).toEqual([]);
    });

    it.each([1, 2, 3])(
      '7.10 loses nothing and gives nothing twice, whatever happens meanwhile (%i)',
      async (seed) => {
        const random = createRandom(seed);
        const truth: string[] = [];
        const filters: readonly ChangeFilter[] = [ALL, FAILED, {}, { kinds: ['STATUS_CHANGED'] }];
        const readers = filters.map((filter) => ({ filter, at: stage.start, seen: [] as string[] }));
        const work: Promise<void>[] = [];
        for (let step = 0; step < 120; step += 1) {
          const id = `e${step}`;
          if (random() < 0.6) {
            truth.push(id);
            work.push(append([id]), append([id]));
          } else {
            truth.push('change');
            const status = truth.length % 2 === 0 ? 'RUNNING' : 'STOPPED';
            work.push(answer(stage.now() + step, aModelVersion({ name: `v${step}`, status })));
          }
          if (random() < 0.4) await Promise.all(work.splice(0));
          const reader = oneOf(readers, random);
          if (reader && random() < 0.3) await readSome(reader);
        }
        await Promise.all(work);
        for (const it of readers) {
          while ((await readSome(it)) > 0);
          const isEvent = (line: string) => line.startsWith('e');
          const expected = truth.filter((line) =>
            isEvent(line) ? it.filter.kinds?.includes('AUTOMATION_FAILED') : it.filter !== FAILED,
          );
          expect([...it.seen].sort()).toEqual([...expected].sort());
          expect(it.seen.filter(isEvent)).toEqual(expected.filter(isEvent));
        }

        /** With a follower of its own, from where it left off to the end. */
        async function readSome(reader: {
          filter: ChangeFilter;
          at: string;
          seen: string[];
        }): Promise<number> {
          const follower = await follow(reader.at, reader.filter, true);
          let count = 0;
          while (!follower.isAtEnd) {
            const { value } = await follower.next();
            reader.at = value.cursor;
            if (value.kind === 'BOOKMARK') break;
            reader.seen.push(value.kind === 'TOLD' ? value.event.id : 'change');
            count += 1;
          }
          await follower.return?.();
          return count;
        }
      },
    );
  });
}
