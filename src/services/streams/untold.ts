import type { Followed, Follower } from '../../catalog/port.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';

/** What one stream gets before it goes on in the log. Both lists have the first at their end. */
export interface Untold {
  /** Where the log stood before the versions were read. */
  readonly from: Cursor;
  readonly versions: ModelVersion[];
  readonly followed: Followed[];
}

/**
 * How versions stand, and what the log says since: reads to the log's end, so that nothing has to be remembered for
 * hours what `versions` has shown. What comes later was seen later.
 * @param follower - with bookmarks: one ends the reading where nothing matches
 * @param isWhole - changes that `versions` shows already are wanted too
 */
export async function toUntold(
  follower: Follower,
  versions: readonly ModelVersion[],
  from: Cursor,
  isWhole: boolean,
): Promise<Untold> {
  const followed = versions.length === 0 || isWhole ? [] : await newsSince(follower, versions);
  return { from, versions: [...versions].reverse(), followed: followed.reverse() };
}

/** As pop(), and lets go of its place as well: pop() keeps that once V8 has optimised its caller. */
export function takeLast<T>(items: T[]): T | undefined {
  const last = items.at(-1);
  if (items.length > 0) items.length -= 1;
  return last;
}

async function newsSince(follower: Follower, versions: readonly ModelVersion[]): Promise<Followed[]> {
  const shown = new Map(versions.map((it) => [it.arn, it.observedAt]));
  const news: Followed[] = [];
  while (!follower.isAtEnd) {
    const { value, done } = await follower.next();
    if (done || value.kind === 'BOOKMARK') break;
    const isNew =
      value.kind !== 'CHANGED' || value.change.observedAt > (shown.get(value.change.versionArn) ?? 0);
    if (isNew) news.push(value);
    if (value.kind === 'GAP') break;
  }
  return news;
}
