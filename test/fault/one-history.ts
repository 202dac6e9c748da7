import type { TestRedis } from '../support/redis.js';
import type { SeenChange } from '../support/resuming-client.js';

type Change = Pick<SeenChange, 'modelVersionArn' | 'previousStatus' | 'status'>;

export function toLine({ modelVersionArn, previousStatus, status }: Change): string {
  return `${modelVersionArn}: ${previousStatus} > ${status}`;
}

/** Everything that the log on Redis holds, as lines. */
export async function loggedLines(redis: TestRedis): Promise<string[]> {
  const entries = await redis.client().xrange('{custom-labels-gateway}:log', '-', '+');
  return entries.map(([, fields]) => {
    const { versionArn: modelVersionArn, ...change } = JSON.parse(fields[3] ?? '{}');
    return toLine({ modelVersionArn, ...change });
  });
}

/** Changes of a version that do not begin with the status which its change before ended with. */
export function brokenLinks(changes: readonly Change[]): string[] {
  const last = new Map<string, string | null>();
  return changes.flatMap((it) => {
    const isBroken = last.has(it.modelVersionArn) && last.get(it.modelVersionArn) !== it.previousStatus;
    last.set(it.modelVersionArn, it.status);
    return isBroken ? [toLine(it)] : [];
  });
}

interface Arrival {
  readonly operation: string;
  readonly region: string | null;
  readonly atMs: number;
}

/** The most calls of one operation that came to one region within a second. */
export function mostInASecond(arrivals: readonly Arrival[]): number {
  const newest = new Map<string, number[]>();
  let most = 0;
  for (const { operation, region, atMs } of [...arrivals].sort((a, b) => a.atMs - b.atMs)) {
    const key = `${operation} ${region}`;
    const times = [...(newest.get(key) ?? []), atMs].filter((it) => it > atMs - 1_000);
    newest.set(key, times);
    most = Math.max(most, times.length);
  }
  return most;
}
