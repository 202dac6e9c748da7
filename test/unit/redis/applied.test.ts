import { Applied } from '../../../src/redis/applied.js';
import { RedisStage } from '../../support/redis-stage.js';

const stage = new RedisStage();

describe('the instances that show a change', () => {
  async function withOthers(others: readonly string[], tellsNothing: (instance: string) => boolean) {
    const [link, names] = [await stage.link(), stage.names()];
    const peers = { self: 'self', alive: () => ['self', ...others] };
    const compare = (one: string, other: string) => Number.parseInt(one, 10) - Number.parseInt(other, 10);
    return new Applied({ link, names, peers, compare, tellsNothing });
  }

  async function timed(pending: Promise<number>): Promise<{ count: number; ms: number }> {
    const startedAt = performance.now();
    return { count: await pending, ms: performance.now() - startedAt };
  }

  it('does not wait for instances of a release that never tells what it shows, and counts them', async () => {
    const applied = await withOthers(['earlier'], () => true);
    const { count, ms } = await timed(applied.pending('7'));
    expect(count).toBe(1);
    expect(ms).toBeLessThan(1_500);
  });

  it('waits two seconds for one that has not told yet', async () => {
    const applied = await withOthers(['earlier', 'late'], (it) => it === 'earlier');
    const { count, ms } = await timed(applied.pending('7'));
    expect(count).toBe(2);
    expect(ms).toBeGreaterThanOrEqual(1_900);
  });
});
