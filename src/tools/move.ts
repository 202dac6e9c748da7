import { MoveRefused, moveFromRedis, moveToRedis } from '../composition/redis-move.js';
import { createLog } from '../log.js';
import { connect } from '../redis/connection.js';
import { createNames } from '../redis/names.js';
import { openStore } from '../storage/open-store.js';
import { StorageRefused } from '../storage/port.js';

// npm run move-to-redis, npm run move-from-redis: what one gateway keeps in DATA_DIR, to REDIS_URL and back.

const EXIT_USAGE = 2;

void main(process.argv[2] ?? '').catch((error: unknown) => {
  const { message } = error as Error;
  process.stderr.write(`${message}\n`);
  process.exit(error instanceof MoveRefused || error instanceof StorageRefused ? EXIT_USAGE : 1);
});

async function main(direction: string): Promise<void> {
  const { DATA_DIR, REDIS_URL } = process.env;
  if (!REDIS_URL || !['to-redis', 'from-redis'].includes(direction))
    throw new MoveRefused(
      'Set DATA_DIR to the folder (default: data) and REDIS_URL to the Redis, stop the gateways on both, and run npm run move-to-redis or npm run move-from-redis.',
    );
  const store = await openStore({ dataDir: DATA_DIR || 'data', log: createLog('warn'), patienceMs: 0 });
  const redis = connect(REDIS_URL, 'move', { lazyConnect: true, retryStrategy: () => null });
  try {
    await redis.connect().catch(() => {
      throw new MoveRefused('REDIS_URL cannot be reached. Nothing was changed.'); // its errors may hold the password
    });
    const move = direction === 'to-redis' ? moveToRedis : moveFromRedis;
    const events = await move(store, redis, createNames());
    process.stdout.write(`Moved, with ${events} events. Every cursor and idempotencyKey goes on to count.\n`);
  } finally {
    redis.disconnect();
    await store.close();
  }
}
