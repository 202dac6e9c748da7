import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import type { ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import { LOCAL_OWNER } from '../../src/domain/caller.js';
import { RedisKeys } from '../../src/idempotency/redis-keys.js';
import { silentLog } from '../../src/log.js';
import { createNames } from '../../src/redis/names.js';
import { underKey } from '../../src/services/mutations/change-keys.js';
import type { Session } from '../../src/services/session.js';
import { RedisStage } from '../support/redis-stage.js';
import { createTestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import type { LeftData } from '../upgrade/leave-data.js';
import { fillRedis } from '../upgrade/redis-data.js';

const stage = new RedisStage();
const left = JSON.parse(readFileSync(join(__dirname, '../upgrade/redis-of-0.1.0.json'), 'utf8')) as LeftData;
const names = createNames();

/** Redis as an instance of 0.1.0 has left it; the clock shows when that was. */
async function takeOver() {
  const redis = stage.redis.client();
  await redis.flushall();
  await fillRedis(redis, left.data);
  return { redis, link: await stage.link(), clock: createTestClock(left.recordedAt) };
}

describe('what 0.1.0 has left on Redis', () => {
  it('is what is known, and its cursors go on', async () => {
    const { link, clock } = await takeOver();
    const bounds = { retentionMs: 86_400_000, maxEntries: 1_000 };
    const catalog = createRedisCatalog({
      ...{ url: stage.redis.url, link, names, clock, log: silentLog, ...bounds },
    });
    await until(() => catalog.isShared);
    const known = catalog.versions(left.projectArn as ProjectArn);
    expect(known?.values).toMatchObject([{ arn: left.modelVersionArn, status: 'RUNNING' }]);
    const follower = await catalog.log.follow(left.cursor, {});
    const statuses: (string | null)[] = [];
    while (!follower.isAtEnd) {
      const { value } = await follower.next();
      if (value?.kind === 'CHANGED') statuses.push(value.change.status);
    }
    expect(statuses).toEqual(['STARTING', 'RUNNING']);
    await follower.return?.();
    catalog.close();
  });

  it('has the answers of its idempotency keys', async () => {
    const { link, clock } = await takeOver();
    const keys = new RedisKeys({ link, names, clock, ownClock: clock, self: 'new' });
    const session = { keys, caller: LOCAL_OWNER } as Partial<Session> as Session;
    const input = { modelVersionArn: left.modelVersionArn as ModelVersionArn, minInferenceUnits: 1 };
    const act = async () => {
      throw new Error('acted again');
    };
    const answer = await underKey(session, { name: 'startModelVersion', input }, left.idempotencyKey, act);
    const modelVersion = { arn: left.modelVersionArn, status: 'STARTING' };
    expect(answer).toMatchObject({ userErrors: [], modelVersion, cursor: left.cursor });
    await keys.close();
  });
});
