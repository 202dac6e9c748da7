import type { ChangeFilter } from '../../src/catalog/port.js';
import type { LoggedChange } from '../../src/domain/event.js';
import { aModelVersion, aModelVersionArn, aProjectArn } from '../support/builders.js';
import { CATS, type CatalogStage, nameOf, statusOf, take } from './catalog-stage.js';

/** What the log says of it. */
export function followingSuite(stage: CatalogStage): void {
  const { versions, answer, change, follow } = stage;

  describe('5. following', () => {
    it('5.1 replays what came after the cursor, then goes on live', async () => {
      await change(2);
      const follower = await follow(stage.start);
      const early = await take(follower, 2);
      const late = take(follower, 1);
      await answer(stage.now(), aModelVersion({ status: 'STOPPING' }));
      expect([...early, ...(await late)].map(statusOf)).toEqual(['STARTING', 'RUNNING', 'STOPPING']);
    });

    it('5.2 begins where the log stood when called, not at the first read', async () => {
      const follower = await follow(null);
      await change(1);
      expect((await take(follower, 1)).map(statusOf)).toEqual(['STARTING']);
    });

    it('5.3 resumes after any cursor with nothing lost and nothing twice', async () => {
      await change(150);
      const all = await take(await follow(stage.start), 150);
      for (const cut of [0, 1, 63, 64, 65, 148]) {
        const rest = await take(await follow(all[cut]?.cursor ?? ''), 149 - cut);
        expect(rest.map(({ cursor }) => cursor)).toEqual(all.slice(cut + 1).map(({ cursor }) => cursor));
      }
    });

    it.each<[string, ChangeFilter, string[]]>([
      ['nothing named', {}, ['v1', 'v2', 'v1', 'v1']],
      ['a project', { projectArns: [CATS] }, ['v1', 'v2', 'v1', 'v1']],
      ['another project', { projectArns: [aProjectArn('dogs')] }, []],
      ['versions', { versionArns: [aModelVersionArn('v2')] }, ['v2']],
      ['statuses', { statuses: ['RUNNING'] }, ['v2', 'v1']],
      ['a version and a status', { versionArns: [aModelVersionArn('v1')], statuses: ['RUNNING'] }, ['v1']],
      ['an empty list', { statuses: [] }, []],
    ])('5.4 filters by %s', async (_, filter, expected) => {
      await versions(1, aModelVersion({ status: 'STOPPED' }), aModelVersion({ name: 'v2' }));
      await versions(
        2,
        aModelVersion({ status: 'STARTING' }),
        aModelVersion({ name: 'v2', status: 'RUNNING' }),
      );
      await versions(
        3,
        aModelVersion({ status: 'RUNNING' }),
        aModelVersion({ name: 'v2', status: 'RUNNING' }),
      );
      await versions(4, aModelVersion({ name: 'v2', status: 'RUNNING' }));
      const follower = await follow(stage.start, filter);
      const names: string[] = [];
      while (names.length < expected.length) {
        const [item] = await take(follower, 1);
        names.push(nameOf(item));
      }
      expect(names).toEqual(expected);
      await follower.return?.();
    });

    it('5.5 ends at once by return(), while a read waits and before any', async () => {
      const follower = await follow(null);
      const reads = [follower.next(), follower.next()];
      await follower.return?.();
      expect(await Promise.all(reads)).toEqual([
        { value: undefined, done: true },
        { value: undefined, done: true },
      ]);
      expect(await follower.next()).toEqual({ value: undefined, done: true });
      expect(await follower.return?.()).toEqual({ value: undefined, done: true });
      const unread = await follow(null);
      await unread.return?.();
      expect(await unread.next()).toEqual({ value: undefined, done: true });
    });

    it('5.6 answers reads that wait at the same time in their order', async () => {
      const follower = await follow(null);
      const reads = [follower.next(), follower.next(), follower.next()];
      await change(3);
      const items = await Promise.all(reads);
      expect(items.map(({ value }) => statusOf(value))).toEqual(['STARTING', 'RUNNING', 'STARTING']);
    });

    it('5.7 gives GAP once for a cursor that the log has outlived by count, then goes on live', async () => {
      await stage.begin({ maxEntries: 10 });
      await change(500);
      const follower = await follow(stage.start, { statuses: ['STOPPED'] });
      expect(follower.beginsWithGap).toBe(true);
      const [gap] = await take(follower, 1);
      expect(gap).toEqual({ kind: 'GAP', cursor: await stage.catalog.log.tail(), observedAt: stage.now() });
      await answer(stage.now(), aModelVersion({ status: 'STOPPED' }));
      expect((await take(follower, 1)).map(statusOf)).toEqual(['STOPPED']);
      const again = await follow(gap?.cursor ?? '');
      expect((await take(again, 1)).map(statusOf)).toEqual(['STOPPED']);
    });

    it('5.8 gives GAP for a cursor that the log has outlived by time', async () => {
      await stage.begin({ retentionMs: 60_000 });
      await change(1);
      await stage.advance(61_000);
      expect(await take(await follow(stage.start), 1)).toMatchObject([{ kind: 'GAP' }]);
    });

    it('5.9 gives GAP for a cursor of a log that was lost', async () => {
      await change(3);
      const lost = await stage.catalog.log.tail();
      await stage.begin();
      const follower = await follow(lost);
      expect(await take(follower, 1)).toMatchObject([{ kind: 'GAP' }]);
      await change(1);
      expect((await take(follower, 1)).map(statusOf)).toEqual(['STARTING']);
    });

    it('5.10 does not take an old but complete position for a gap', async () => {
      await stage.begin({ retentionMs: 60_000 });
      await change(1);
      const tail = await stage.catalog.log.tail();
      await stage.advance(3_600_000);
      const follower = await follow(tail);
      expect(follower.beginsWithGap).toBe(false);
      await change(1, aModelVersion({ name: 'v2' }));
      expect((await take(follower, 1)).map(nameOf)).toEqual(['v2']);
    });

    it('5.11 ends a reader that the log has outrun with SLOW_CONSUMER and its last cursor', async () => {
      await stage.begin({ maxEntries: 10 });
      const follower = await follow(null);
      await change(1);
      const [item] = await take(follower, 1);
      await change(500, aModelVersion({ name: 'v2' }));
      await expect(follower.next()).rejects.toMatchObject({
        code: 'SLOW_CONSUMER',
        details: { cursor: item?.cursor },
      });
      expect(await follower.next()).toEqual({ value: undefined, done: true });
      expect(await take(await follow(item?.cursor ?? ''), 1)).toMatchObject([{ kind: 'GAP' }]);
    });

    it('5.12 keeps the position of a waiting reader up to date although nothing matches', async () => {
      await stage.begin({ maxEntries: 100 });
      const follower = await follow(null, { statuses: ['STOPPED'] });
      const everything = await follow(null);
      const read = follower.next();
      for (let i = 0; i < 20; i += 1) {
        await change(50);
        await take(everything, 50); // was rung after the other, so that has looked too
      }
      await answer(stage.now(), aModelVersion({ status: 'STOPPED' }));
      expect(statusOf((await read).value)).toBe('STOPPED');
    });

    it('5.13 refuses a cursor that no gateway made', async () => {
      const good = await stage.catalog.log.tail();
      const bad = [
        '',
        'x',
        '!',
        good.slice(1),
        `${good}=`,
        `${good} `,
        Buffer.from('e:-1').toString('base64url'),
      ];
      for (const cursor of [...bad, 'A'.repeat(100_000)]) {
        const refusal = expect.objectContaining({ code: 'INVALID_INPUT' });
        await expect(stage.catalog.log.follow(cursor, {})).rejects.toEqual(refusal);
        await expect(stage.catalog.log.history(aModelVersionArn(), 1, cursor)).rejects.toEqual(refusal);
      }
    });

    it('5.14 gives every follower everything, in the same order', async () => {
      const followers = await Promise.all(Array.from({ length: 20 }, () => follow(null)));
      await change(100);
      const all = await Promise.all(followers.map((follower) => take(follower, 100)));
      for (const one of all) expect(one).toEqual(all[0]);
    });

    describe('with bookmarks', () => {
      const NOTHING: ChangeFilter = { statuses: [] };

      it('5.21 gives one at least every tenth of the retention while nothing matches, moved or not', async () => {
        await stage.begin({ retentionMs: 60_000 });
        const follower = await follow(null, NOTHING, true);
        for (let told = 0; told < 3; told++) {
          const read = follower.next();
          await stage.advance(6_000);
          const { value } = await read;
          expect(value).toMatchObject({ kind: 'BOOKMARK', cursor: await stage.catalog.log.tail() });
        }
      });

      it('5.22 gives one where the end is reached over changes that do not match, and then waits', async () => {
        await change(300);
        const follower = await follow(stage.start, NOTHING, true);
        expect(await take(follower, 1)).toMatchObject([
          { kind: 'BOOKMARK', cursor: await stage.catalog.log.tail() },
        ]);
        const late = follow(null, {}, true).then((it) => take(it, 1));
        await change(1);
        expect((await late).map(statusOf)).toEqual(['STARTING']);
      });

      it('5.23 keeps a quiet position younger than the log, by count and by time', async () => {
        await stage.begin({ maxEntries: 24, retentionMs: 60_000 });
        const start = await stage.catalog.log.tail();
        const follower = await follow(start, NOTHING, true);
        let cursor = start;
        void (async () => {
          for await (const it of follower) cursor = it.cursor;
        })();
        for (let round = 0; round < 30; round++) {
          await change(2);
          await stage.advance(round < 15 ? 1 : 6_000);
          await new Promise((resolve) => setImmediate(resolve));
          expect((await follow(cursor)).beginsWithGap).toBe(false);
        }
        expect((await follow(start)).beginsWithGap).toBe(true);
      });

      it('5.24 gives no position before what matches up to it', async () => {
        const follower = await follow(stage.start, { statuses: ['RUNNING'] }, true);
        await change(200);
        const seen = await take(follower, 100);
        expect(seen.map(statusOf)).toEqual(Array(100).fill('RUNNING'));
        const rest = follower.next();
        await stage.advance((24 * 3_600_000) / 10);
        const { value } = await rest;
        expect(value).toMatchObject({ kind: 'BOOKMARK', cursor: seen.at(-1)?.cursor });
      });
    });
  });

  describe('6. history', () => {
    const v1 = aModelVersionArn();

    it('6.1 gives the changes of one version, newest first', async () => {
      await change(2);
      await change(1, aModelVersion({ name: 'v2' }));
      await answer(stage.now(), aModelVersion({ status: 'STOPPING' }));
      const { changes, hasMore } = await stage.catalog.log.history(v1, 10, null);
      expect(changes.map(({ status }) => status)).toEqual(['STOPPING', 'RUNNING', 'STARTING']);
      expect(hasMore).toBe(false);
    });

    it('6.2 pages without loss or repetition', async () => {
      await change(25);
      const { changes: all } = await stage.catalog.log.history(v1, 100, null);
      const paged: LoggedChange[] = [];
      for (let hasMore = true; hasMore; ) {
        const page = await stage.catalog.log.history(v1, 10, paged.at(-1)?.cursor ?? null);
        paged.push(...page.changes);
        hasMore = page.hasMore;
      }
      expect(all).toHaveLength(25);
      expect(paged).toEqual(all);
    });

    it('6.3 reads back to the change that a cursor follows', async () => {
      await change(3);
      const [last] = (await stage.catalog.log.history(v1, 1, null)).changes;
      await change(1, aModelVersion({ name: 'v2' }));
      expect((await stage.catalog.log.history(v1, 1, await stage.catalog.log.tail())).changes).toEqual([
        last,
      ]);
    });

    it('6.4 knows nothing of a version that never changed, nor before a log that was lost', async () => {
      await change(1);
      const none = { changes: [], hasMore: false };
      expect(await stage.catalog.log.history(aModelVersionArn('other'), 10, null)).toEqual(none);
      const lost = await stage.catalog.log.tail();
      await stage.begin();
      await change(1);
      expect(await stage.catalog.log.history(v1, 10, lost)).toEqual(none);
    });

    it('6.5 forgets what the log has outlived', async () => {
      await stage.begin({ retentionMs: 60_000 });
      await change(2);
      await stage.advance(61_000);
      expect((await stage.catalog.log.history(v1, 10, null)).changes).toEqual([]);
      await change(1, aModelVersion({ name: 'v2' }));
      expect((await stage.catalog.log.history(v1, 10, null)).changes).toEqual([]);
    });
  });
}
