import type { EventLog, Followed, Follower } from '../catalog/port.js';
import { projectNameOf, type Rights } from './rights.js';
import { type StatusEvent, toChanged, toPosition } from './status-events.js';

/** What the log gave, made ready once for all who are told of it. */
export interface News {
  readonly followed: Followed;
  /** Null: each has to go on from here by itself. */
  readonly event: StatusEvent | null;
  /** Whether these rights let it be seen; null: that takes longer. Thousands ask who have the same grants. */
  readonly mayRead: (rights: Rights) => boolean | null;
}

export interface Member {
  /** Called for every news while it is a member. */
  tell(news: News): void;
  /** It is a member no longer. */
  fail(error: unknown): void;
}

export interface Hub {
  /** Of one that is told at this moment, the news counts as told. */
  leave(member: Member): void;
}

/** How many are told before others get their turn: each sends a frame at once, in some ten microseconds. */
const TOLD_AT_ONCE = 50;
/**
 * After so many without reaching the end of the log a few go on by themselves, a page at a time: who reads fast is not
 * held up by the others. A crowd stays together: one by one it would only fall further behind.
 */
const MOST_BEHIND = 16;
const FEW = 50;

const hubs = new WeakMap<EventLog, Map<string, StatusHub>>();

/**
 * All who stand at the end of the log with the same filter follow it as one. Null: those who do have something to be
 * told first.
 * @param follower - the member's own, at the end of the log. It is the hub's from now on, or ended.
 */
export function joinHub(log: EventLog, key: string, member: Member, follower: Follower): Hub | null {
  const ofLog = hubs.get(log) ?? new Map<string, StatusHub>();
  hubs.set(log, ofLog);
  const found = ofLog.get(key);
  if (found) return found.join(member, follower) ? found : null;
  const hub = new StatusHub(follower, member, () => ofLog.delete(key));
  ofLog.set(key, hub);
  return hub;
}

class StatusHub implements Hub {
  private readonly members: Set<Member>;
  /** Over all news. */
  private told = 0;

  constructor(
    private readonly follower: Follower,
    first: Member,
    private readonly close: () => void,
  ) {
    this.members = new Set([first]);
    void this.follow();
  }

  join(member: Member, follower: Follower): boolean {
    if (!this.follower.isAtEnd) return false;
    void follower.return?.();
    this.members.add(member);
    return true;
  }

  leave(member: Member): void {
    if (!this.members.delete(member) || this.members.size > 0) return;
    this.close();
    void this.follower.return?.();
  }

  private async follow(): Promise<void> {
    try {
      for (let behind = 0; ; behind = this.follower.isAtEnd ? 0 : behind + 1) {
        const { value, done } = await this.follower.next();
        if (done) return;
        await this.tellAll(toNews(value, behind > MOST_BEHIND && this.members.size <= FEW));
      }
    } catch (error) {
      this.close();
      for (const member of this.members) member.fail(error);
      this.members.clear();
    }
  }

  /** What goes wrong with one is no matter of the others. */
  private tell(member: Member, news: News): void {
    try {
      member.tell(news);
    } catch (error) {
      this.leave(member);
      member.fail(error);
    }
  }

  private async tellAll(news: News): Promise<void> {
    // Who joins meanwhile stands after this news already.
    for (const member of [...this.members]) {
      if (!this.members.has(member)) continue;
      this.tell(member, news);
      if (++this.told % TOLD_AT_ONCE === 0) await turn();
    }
    await tick(); // those who were told last have sent it by then, and wait again
  }
}

function toNews(followed: Followed, isParting: boolean): News {
  if (followed.kind === 'GAP' || isParting) return { followed, event: null, mayRead: () => null };
  if (followed.kind === 'BOOKMARK') return { followed, event: toPosition(followed), mayRead: () => true };
  const { change } = followed;
  const project = projectNameOf(change.projectArn);
  const answers = new Map<object, boolean | null>();
  const mayRead = (rights: Rights) => {
    const { grants } = rights;
    let answer = answers.get(grants);
    if (answer === undefined) {
      answer = rights.mayAtOnce('read', project);
      answers.set(grants, answer);
    }
    return answer;
  };
  return { followed, event: toChanged(change), mayRead };
}

/** After what is done already, and what follows from that. */
function tick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** After others had theirs. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
