import { createFollower, type Page, type Source } from '../../../../src/catalog/log/follower.js';
import type { Follower } from '../../../../src/catalog/port.js';
import type { LoggedChange } from '../../../../src/domain/event.js';
import { aModelVersion } from '../../../support/builders.js';

function aChange(seq: number): LoggedChange {
  const { arn: versionArn, projectArn, status } = aModelVersion();
  return {
    versionArn,
    projectArn,
    version: null,
    previousStatus: null,
    status,
    observedAt: 1,
    cursor: `${seq}`,
  };
}

/** A log whose reads are answered when the test says so, and a bell that counts who hangs on it. */
function aSlowLog() {
  const reads: { from: number; answer(page: Page<number> | null): void; fail(error: Error): void }[] = [];
  const listeners = new Set<() => void>();
  let takenOff = 0;
  const source: Source<number> = {
    toCursor: String,
    isEnd: () => false,
    read: (from) => new Promise((answer, fail) => reads.push({ from, answer, fail })),
  };
  const wakeUp = {
    async subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        takenOff += 1;
        listeners.delete(listener);
      };
    },
  };
  return {
    source,
    bell: wakeUp,
    reads,
    listeners,
    ring: () => {
      for (const listener of listeners) listener();
    },
    takenOff: () => takenOff,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const empty = (position: number): Page<number> => ({ found: [], position, passed: 0, isEnd: true });
const full = (seq: number): Page<number> => ({
  found: [aChange(seq)],
  position: seq,
  passed: 0,
  isEnd: true,
});
const cursorOf = async (read: ReturnType<Follower['next']>) => (await read).value?.cursor;

describe('a follower', () => {
  it('hears a ring while its read is on the way', async () => {
    const log = aSlowLog();
    const follower = await createFollower(log.source, log.bell, 0);
    const read = follower.next();
    log.ring(); // something was logged after the read began,
    log.reads[0]?.answer(empty(0)); // which therefore did not see it
    await settled();
    log.reads[1]?.answer(full(1));
    expect(await cursorOf(read)).toBe('1');
  });

  it('takes doubled and early rings calmly', async () => {
    const log = aSlowLog();
    const follower = await createFollower(log.source, log.bell, 0);
    log.ring();
    log.ring();
    expect(log.reads).toHaveLength(0); // nobody waits
    const read = follower.next();
    for (let i = 0; i < 5; i += 1) log.ring();
    log.reads[0]?.answer(full(1));
    expect(await cursorOf(read)).toBe('1');
    await settled();
    expect(log.reads).toHaveLength(1);
  });

  it('has one read on the way, however many wait', async () => {
    const log = aSlowLog();
    const follower = await createFollower(log.source, log.bell, 0);
    const reads = [follower.next(), follower.next()];
    await settled();
    expect(log.reads).toHaveLength(1);
    log.reads[0]?.answer({ found: [aChange(1), aChange(2)], position: 2, passed: 0, isEnd: true });
    expect(await Promise.all(reads.map(cursorOf))).toEqual(['1', '2']);
  });

  it('ends at once while a read hangs, and leaves the bell exactly once', async () => {
    const log = aSlowLog();
    const follower = await createFollower(log.source, log.bell, 0);
    const read = follower.next();
    await settled();
    await Promise.all([follower.return?.(), follower.return?.()]);
    expect(await read).toEqual({ value: undefined, done: true });
    expect(log.takenOff()).toBe(1);
    expect(log.listeners.size).toBe(0);
    log.reads[0]?.answer(full(1)); // nobody is there any more
    await settled();
    expect(await follower.next()).toEqual({ value: undefined, done: true });
  });

  it('hands out what came first before it reads', async () => {
    const log = aSlowLog();
    const gap = { kind: 'GAP', cursor: '5', observedAt: 1 } as const;
    const follower = await createFollower(log.source, log.bell, 5, gap);
    expect(follower.beginsWithGap).toBe(true);
    expect((await follower.next()).value).toEqual(gap);
    expect(log.reads).toHaveLength(0);
  });

  it('fails with its position once the log has gone on without it', async () => {
    const log = aSlowLog();
    const follower = await createFollower(log.source, log.bell, 3);
    const reads = [follower.next(), follower.next()];
    log.reads[0]?.answer(null);
    await expect(reads[0]).rejects.toMatchObject({ code: 'SLOW_CONSUMER', details: { cursor: '3' } });
    expect(await reads[1]).toEqual({ value: undefined, done: true });
    expect(log.takenOff()).toBe(1);
  });

  it('ends with what a read fails with', async () => {
    const log = aSlowLog();
    const follower = await createFollower(log.source, log.bell, 0);
    const read = follower.next();
    log.reads[0]?.fail(new Error('lost'));
    await expect(read).rejects.toThrow('lost');
    expect(await follower.next()).toEqual({ value: undefined, done: true });
    expect(log.takenOff()).toBe(1);
  });

  it('goes on through pages in which nothing matches, and lets others have their turn between them', async () => {
    const log = aSlowLog();
    let pages = 0;
    const source: Source<number> = {
      toCursor: String,
      isEnd: () => false,
      read: (from) => {
        pages += 1;
        return from < 50 ? { found: [], position: from + 1, passed: 0, isEnd: false } : full(51);
      },
    };
    const follower = await createFollower(source, log.bell, 0);
    const read = follower.next();
    await settled();
    expect(pages).toBeLessThan(5);
    expect(await cursorOf(read)).toBe('51');
  });
});
