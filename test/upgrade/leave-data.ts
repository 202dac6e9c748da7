import type { Redis } from 'ioredis';
import { startInstances } from '../support/instances.js';
import { cursorAt, queryAt } from '../support/query-at.js';
import { until } from '../support/until.js';
import { buildEarlier } from './earlier-release.js';
import { type RedisData, readRedis } from './redis-data.js';

/** What an instance has left on Redis, and what a client of it holds. */
export interface LeftData {
  readonly commit: string;
  readonly recordedAt: number;
  readonly projectArn: string;
  /** It was started after `cursor`, with `idempotencyKey`. */
  readonly modelVersionArn: string;
  readonly cursor: string;
  readonly idempotencyKey: string;
  readonly data: RedisData;
}

const IDEMPOTENCY_KEY = 'start-once';

/** An instance of an earlier release starts a model, sees it run, and ends. */
export async function leaveData(commit: string): Promise<LeftData> {
  const earlier = buildEarlier(commit);
  const world = await startInstances({
    ...{ count: 0, regions: ['us-east-1'], versionsEach: 1 },
    settings: { POLL_INTERVAL_MS: '200' },
    emulator: { EMULATOR_SPEED: '200', EMULATOR_TPS: '0' },
  });
  const gateway = await earlier.start(world.settings);
  const [[projectArn = '', [modelVersionArn = ''] = []] = []] = [...world.seed.versions];
  const statusOf = async () => {
    const query = `{ modelVersion(arn: "${modelVersionArn}") { status } }`;
    return (await queryAt<{ modelVersion: { status: string } | null }>(gateway.url, query)).modelVersion;
  };
  await until(async () => (await statusOf()) !== null);
  const cursor = await cursorAt(gateway.url);
  const input = `{ modelVersionArn: "${modelVersionArn}", minInferenceUnits: 1, idempotencyKey: "${IDEMPOTENCY_KEY}" }`;
  const start = `mutation { startModelVersion(input: ${input}) { modelVersion { status } userErrors { code } } }`;
  await queryAt(gateway.url, start);
  await until(async () => (await statusOf())?.status === 'RUNNING');
  gateway.send('SIGTERM');
  await gateway.exit;
  const redis: Redis = world.redis.client();
  const data = await readRedis(redis);
  await world.close();
  earlier.remove();
  const client = { projectArn, modelVersionArn, cursor, idempotencyKey: IDEMPOTENCY_KEY };
  return { commit, recordedAt: Date.now(), ...client, data };
}
