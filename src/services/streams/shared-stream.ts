import type { EventLog, Followed, Follower } from '../../catalog/port.js';
import type { Permissions } from '../permissions.js';
import { mayReadItemWithoutTags, ofItem, type StreamForm } from './stream-form.js';

/** What the log gave, prepared once for all its subscribers. */
export interface SharedEvent<E> {
  readonly followed: Followed;
  /** Null: each has to go on from here by itself. */
  readonly event: E | null;
  /**
   * Whether these rights let it be seen; null: that takes longer. Computed once for thousands of subscribers with the
   * same grants.
   */
  readonly mayRead: (permissions: Permissions) => boolean | null;
}

export interface SharedSubscriber<E> {
  /** Called for every event while it is a member. */
  receive(sharedEvent: SharedEvent<E>): void;
  /** It is a member no longer. */
  fail(error: unknown): void;
}

export interface SharedStream<E> {
  /** For a member that gets an event at this moment, the event counts as given. */
  leave(member: SharedSubscriber<E>): void;
}

/** How many get an event before other work gets its turn: each sends a frame at once, in some ten microseconds. */
const DELIVERED_AT_ONCE = 50;
/**
 * After so many without reaching the end of the log a few go on by themselves, a page at a time: fast readers are not
 * held up by the others. The rest stays together: one by one they would only fall further behind.
 */
const MOST_BEHIND = 16;
const FEW = 50;

/** By what they make of the log, and their filter. */
const sharedStreams = new WeakMap<EventLog, Map<string, SharedLogStream<unknown>>>();

/**
 * Subscribers that are caught up and share a filter share one follower. Returns null while the present members have an
 * event to be given first.
 * @param follower - the member's own, at the end of the log. The shared stream owns it from now on, or has ended it.
 */
export function joinSharedStream<E>(
  log: EventLog,
  key: string,
  form: StreamForm<E>,
  member: SharedSubscriber<E>,
  follower: Follower,
): SharedStream<E> | null {
  const ofLog = sharedStreams.get(log) ?? new Map<string, SharedLogStream<unknown>>();
  sharedStreams.set(log, ofLog);
  const name = `${form.name} ${key}`;
  const found = ofLog.get(name) as SharedLogStream<E> | undefined;
  if (found) return found.join(member, follower) ? found : null;
  const shared = new SharedLogStream(follower, form, member, () => ofLog.delete(name));
  ofLog.set(name, shared as SharedLogStream<unknown>);
  return shared;
}

class SharedLogStream<E> implements SharedStream<E> {
  private readonly members: Set<SharedSubscriber<E>>;
  /** Over all events. */
  private deliveredCount = 0;

  constructor(
    private readonly follower: Follower,
    private readonly form: StreamForm<E>,
    first: SharedSubscriber<E>,
    private readonly close: () => void,
  ) {
    this.members = new Set([first]);
    void this.follow();
  }

  join(member: SharedSubscriber<E>, follower: Follower): boolean {
    if (!this.follower.isAtEnd) return false;
    void follower.return?.();
    this.members.add(member);
    return true;
  }

  leave(member: SharedSubscriber<E>): void {
    if (!this.members.delete(member) || this.members.size > 0) return;
    this.close();
    void this.follower.return?.();
  }

  private async follow(): Promise<void> {
    try {
      for (let behind = 0; ; behind = this.follower.isAtEnd ? 0 : behind + 1) {
        const { value, done } = await this.follower.next();
        if (done) return;
        const isParting = behind > MOST_BEHIND && this.members.size <= FEW;
        await this.deliverToAll(toSharedEvent(this.form, value, isParting));
      }
    } catch (error) {
      this.close();
      for (const member of this.members) member.fail(error);
      this.members.clear();
    }
  }

  /** A member that fails does not affect the others. */
  private deliver(member: SharedSubscriber<E>, sharedEvent: SharedEvent<E>): void {
    try {
      member.receive(sharedEvent);
    } catch (error) {
      this.leave(member);
      member.fail(error);
    }
  }

  private async deliverToAll(sharedEvent: SharedEvent<E>): Promise<void> {
    // A member that joins meanwhile stands after this event already.
    for (const member of [...this.members]) {
      if (!this.members.has(member)) continue;
      this.deliver(member, sharedEvent);
      if (++this.deliveredCount % DELIVERED_AT_ONCE === 0) await afterOthers();
    }
    await afterCurrentTick(); // the last members have sent it by then, and wait again
  }
}

function toSharedEvent<E>(form: StreamForm<E>, followed: Followed, isParting: boolean): SharedEvent<E> {
  if (followed.kind === 'GAP' || isParting) return { followed, event: null, mayRead: () => null };
  if (followed.kind === 'BOOKMARK')
    return { followed, event: form.ofPosition(followed), mayRead: () => true };
  const answers = new Map<object, boolean | null>();
  const mayRead = (permissions: Permissions) => {
    const { grants } = permissions;
    let answer = answers.get(grants);
    if (answer === undefined) {
      answer = mayReadItemWithoutTags(permissions, followed);
      answers.set(grants, answer);
    }
    return answer;
  };
  return { followed, event: ofItem(form, followed), mayRead };
}

/** After what is done already, and what follows from that. */
function afterCurrentTick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** After others had theirs. */
function afterOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
