import type { Follower, Gap } from '../catalog/port.js';
import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { Cursor } from '../domain/event.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import { projectNameOf, type Rights } from './rights.js';
import { type StatusEvent, toChanged, toCurrent, toGap } from './status-events.js';

interface Beginning {
  /** Asked again for every event: a stream is open for hours, and its reader may be slow. */
  readonly rights: Rights;
  readonly from: Cursor;
  readonly current: readonly ModelVersion[];
  /** How they stand when the log is lost later on. */
  readonly lookAgain: () => Promise<readonly ModelVersion[]>;
  /** Every change after `from` is wanted, also those that `current` shows already. */
  readonly isResumed: boolean;
  /** Called once, when the reader goes. */
  readonly leave: () => void;
}

/** Hand-written, because an async generator parked in `await` cannot be returned. */
export function createStatusStream(
  follower: Follower,
  { rights, from, current, lookAgain, isResumed, leave }: Beginning,
): AsyncIterableIterator<StatusEvent> {
  let shown = seenIn(isResumed ? [] : current);
  let unread = follower.beginsWithGap ? [] : current.map((version) => toCurrent(version, from));
  /** Kept for the GAP that it begins with. */
  let prepared = follower.beginsWithGap ? current : null;
  let hasLeft = false;

  const mayRead = async (arn: ProjectArn | undefined) =>
    arn !== undefined && rights.may('read', projectNameOf(arn));

  /** Looks before the GAP is told: who is cut off meanwhile comes back with a cursor from before it. */
  async function begin({ cursor, observedAt }: Gap): Promise<StatusEvent> {
    const now = prepared ?? (await lookAgain());
    prepared = null;
    shown = seenIn(now);
    unread = now.map((version) => toCurrent(version, cursor));
    return toGap(cursor, observedAt);
  }

  async function next(): Promise<IteratorResult<StatusEvent>> {
    for (;;) {
      const ready = unread.shift();
      if (ready && (await mayRead(ready.modelVersion?.projectArn))) return { value: ready, done: false };
      if (ready) continue;
      const { value, done } = await follower.next();
      if (done) return { value: undefined, done: true };
      if (value.kind === 'GAP') return { value: await begin(value), done: false };
      const { change } = value;
      const isNew = change.observedAt > (shown.get(change.versionArn) ?? 0);
      if (isNew && (await mayRead(change.projectArn))) return { value: toChanged(change), done: false };
    }
  }

  return {
    next,
    return() {
      if (!hasLeft) leave();
      hasLeft = true;
      return follower.return?.().then(() => ({ value: undefined, done: true as const })) as never;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function seenIn(versions: readonly ModelVersion[]): ReadonlyMap<ModelVersionArn, EpochMs> {
  return new Map(versions.map((it) => [it.arn, it.observedAt]));
}
