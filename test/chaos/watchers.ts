import { setTimeout as pause } from 'node:timers/promises';
import { queryAt } from '../support/query-at.js';
import { oneOf } from '../support/random.js';
import { createResumingClient, type ResumingClient } from '../support/resuming-client.js';
import type { Counts } from './counts.js';

interface Watched {
  readonly counts: Counts;
  /** In [0, 1). */
  readonly random: () => number;
  readonly urls: () => readonly string[];
}

export interface Watcher extends ResumingClient {
  /** The newest status that it was told; undefined: none since the last GAP. */
  statusOf(arn: string): string | null | undefined;
}

/** A subscriber that compares each change with the one before it. */
export function observer({ counts, random, urls }: Watched, after: string): Watcher {
  const last = new Map<string, string | null>();
  const cursors = new Set<string>();
  const client = createResumingClient({
    after,
    random,
    urls,
    onGap() {
      counts.gaps += 1;
      last.clear();
      cursors.clear();
    },
    onChange({ cursor, modelVersionArn: arn, previousStatus, status }) {
      counts.events += 1;
      const before = last.get(arn);
      const isChained = !last.has(arn) || before === previousStatus;
      const isAgain = cursors.has(cursor) || (!isChained && before === status);
      if (isAgain) counts.doubled += 1;
      else if (!isChained) counts.lost += 1;
      if (isAgain || !isChained)
        counts.complain(`event ${arn.split('/')[3]}: after ${before}: ${previousStatus} > ${status}`);
      cursors.add(cursor);
      last.set(arn, status);
    },
  });
  return Object.assign(client, { statusOf: (arn: string) => last.get(arn) });
}

/** A process takes over a clock that was set within this time. */
const CLOCK_SET_MS = 2_000;

interface Read {
  readonly observedAt: string;
  readonly askedAt: number;
}

/**
 * Reads models on instances by chance; what one process tells must never be older than what it told before. Times that
 * people read follow a clock that is set: only reads under the same setting are compared.
 * @param clocksSetAt - when the clocks were set last, by `performance.now()`
 */
export async function readOn(
  { counts, random, urls }: Watched,
  arns: readonly string[],
  isOver: () => boolean,
  clocksSetAt: () => number,
): Promise<void> {
  const newest = new Map<string, Read>();
  while (!isOver()) {
    const [url, arn] = [oneOf(urls(), random) ?? '', oneOf(arns, random)];
    const askedAt = performance.now();
    const query = `{ modelVersion(arn: "${arn}") { status observedAt } }`;
    try {
      const answer = await queryAt<{ modelVersion: { status: string; observedAt: string } | null }>(
        url,
        query,
      );
      const observedAt = answer.modelVersion?.observedAt ?? '';
      const before = newest.get(`${url} ${arn}`);
      counts.reads += 1;
      const isSameSetting = before && before.askedAt > clocksSetAt() + CLOCK_SET_MS;
      if (isSameSetting && observedAt < before.observedAt) {
        counts.backInTime += 1;
        counts.complain(
          `read ${arn?.split('/')[3]}: ${answer.modelVersion?.status} of ${observedAt} after ${before.observedAt}`,
        );
      } else newest.set(`${url} ${arn}`, { observedAt, askedAt });
    } catch {
      await pause(100); // an instance that is away; how soon it answers is another test's
    }
    await pause(10);
  }
}
