import type { EventLog, Followed, Follower } from '../../catalog/port.js';
import { type Permissions, projectNameOf } from '../permissions.js';
import { type StatusEvent, toChanged, toPosition } from './status-events.js';

/** What the log gave, prepared once for all its subscribers. */
export interface SharedEvent {
  readonly followed: Followed;
  /** Null: each has to go on from here by itself. */
  readonly event: StatusEvent | null;
  /**
   * Whether these rights let it be seen; null: that takes longer. Computed once for thousands of subscribers with the
   * same grants.
   */
  readonly mayRead: (permissions: Permissions) => boolean | null;
}

export interface SharedSubscriber {
  /** Called for every event while it is a member. */
  receive(sharedEvent: SharedEvent): void;
  /** It is a member no longer. */
  fail(error: unknown): void;
}

export interface SharedStream {
  /** For a member that gets an event at this moment, the event counts as given. */
  leave(member: SharedSubscriber): void;
}

/** How many get an event before other work gets its turn: each sends a frame at once, in some ten microseconds. */
const DELIVERED_AT_ONCE = 50;
/**
 * After so many without reaching the end of the log a few go on by themselves, a page at a time: fast readers are not
 * held up by the others. The rest stays together: one by one they would only fall further behind.
 */
const MOST_BEHIND = 16;
const FEW = 50;

const sharedStreams = new WeakMap<EventLog, Map<string, SharedStatusStream>>();

/**
 * Subscribers that are caught up and share a filter share one follower. Returns null while the present members have an
 * event to be given first.
 * @param follower - the member's own, at the end of the log. The shared stream owns it from now on, or has ended it.
 */
export function joinSharedStream(
  log: EventLog,
  key: string,
  member: SharedSubscriber,
  follower: Follower,
): SharedStream | null {
  const ofLog = sharedStreams.get(log) ?? new Map<string, SharedStatusStream>();
  sharedStreams.set(log, ofLog);
  const found = ofLog.get(key);
  if (found) return found.join(member, follower) ? found : null;
  const shared = new SharedStatusStream(follower, member, () => ofLog.delete(key));
  ofLog.set(key, shared);
  return shared;
}

class SharedStatusStream implements SharedStream {
  private readonly members: Set<SharedSubscriber>;
  /** Over all events. */
  private deliveredCount = 0;

  constructor(
    private readonly follower: Follower,
    first: SharedSubscriber,
    private readonly close: () => void,
  ) {
    this.members = new Set([first]);
    void this.follow();
  }

  join(member: SharedSubscriber, follower: Follower): boolean {
    if (!this.follower.isAtEnd) return false;
    void follower.return?.();
    this.members.add(member);
    return true;
  }

  leave(member: SharedSubscriber): void {
    if (!this.members.delete(member) || this.members.size > 0) return;
    this.close();
    void this.follower.return?.();
  }

  private async follow(): Promise<void> {
    try {
      for (let behind = 0; ; behind = this.follower.isAtEnd ? 0 : behind + 1) {
        const { value, done } = await this.follower.next();
        if (done) return;
        await this.deliverToAll(toSharedEvent(value, behind > MOST_BEHIND && this.members.size <= FEW));
      }
    } catch (error) {
      this.close();
      for (const member of this.members) member.fail(error);
      this.members.clear();
    }
  }

  /** A member that fails does not affect the others. */
  private deliver(member: SharedSubscriber, sharedEvent: SharedEvent): void {
    try {
      member.receive(sharedEvent);
    } catch (error) {
      this.leave(member);
      member.fail(error);
    }
  }

  private async deliverToAll(sharedEvent: SharedEvent): Promise<void> {
    // A member that joins meanwhile stands after this event already.
    for (const member of [...this.members]) {
      if (!this.members.has(member)) continue;
      this.deliver(member, sharedEvent);
      if (++this.deliveredCount % DELIVERED_AT_ONCE === 0) await afterOthers();
    }
    await afterCurrentTick(); // the last members have sent it by then, and wait again
  }
}

function toSharedEvent(followed: Followed, isParting: boolean): SharedEvent {
  if (followed.kind === 'GAP' || isParting) return { followed, event: null, mayRead: () => null };
  if (followed.kind === 'BOOKMARK') return { followed, event: toPosition(followed), mayRead: () => true };
  const { change } = followed;
  const project = projectNameOf(change.projectArn);
  const answers = new Map<object, boolean | null>();
  const mayRead = (permissions: Permissions) => {
    const { grants } = permissions;
    let answer = answers.get(grants);
    if (answer === undefined) {
      answer = permissions.mayWithoutTags('read', project);
      answers.set(grants, answer);
    }
    return answer;
  };
  return { followed, event: toChanged(change), mayRead };
}

/** After what is done already, and what follows from that. */
function afterCurrentTick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** After others had theirs. */
function afterOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
