import { SharedCall } from '../coalescing/shared-call.js';
import type { CallContext, Priority, Reason } from '../port.js';

interface Waiting {
  readonly callContext: CallContext;
}

/** The call that goes next, and the priority at which it takes the permit. */
interface Next<W> {
  readonly waiter: W;
  readonly priority: Priority;
}

/** While the poller waits, it gets one call after so many of readers: one in five. */
const READERS_PER_POLLER = 4;

/** Order of the poller's reasons: after a change, then in transition, then lists. Lower goes first. */
const RANK_OF_REASON: Readonly<Partial<Record<Reason, number>>> = {
  invalidated: 0,
  inTransition: 1,
  list: 2,
  idle: 3,
};

/** The subject of readers without a name. */
const NOBODY = '';

/**
 * Calls that wait for one operation of one account and region, and their order: mutations first, as they came; then
 * the poller, if it has let its share of readers go before; then readers, by subject in turn ("start-time fair
 * queueing"), so that a busy subject delays only itself; then the poller.
 *
 * A shared call goes as soon as the call of any of its callers would go. It knows nothing of other instances: each
 * shares out the permits that it gets.
 */
export class FairQueue<W extends Waiting> {
  readonly waiting = new Set<W>();
  private readersSincePoller = 0;
  /** Virtual time: how many calls a subject has had that always waited. */
  private servedAt = 0;
  /** Virtual time from which a subject may have its next call. A subject that is not in it may at once. */
  private readonly nextAt = new Map<string, number>();

  next(): Next<W> | undefined {
    const all = [...this.waiting];
    const mutation = all.find(({ callContext }) => callContext.priority === 'mutation');
    if (mutation) return { waiter: mutation, priority: 'mutation' };
    const poller = firstBy(
      all.filter(isForPoller),
      ({ callContext }) => RANK_OF_REASON[callContext.reason ?? 'inTransition'] ?? 1,
    );
    // As a reader: what is kept free for readers when they are few would never be free now.
    if (poller && this.readersSincePoller >= READERS_PER_POLLER)
      return { waiter: poller, priority: 'interactive' };
    const reader = firstBy(all.filter(isForReader), ({ callContext }) => this.turnOf(callContext).at);
    if (reader) return { waiter: reader, priority: 'interactive' };
    return poller && { waiter: poller, priority: 'poller' };
  }

  /** It got its permit. Returns what takes that back if it is then not sent: it has had no call. */
  noteGranted(waiter: W): () => void {
    const { callContext } = waiter;
    const isReader = callContext.priority === 'interactive';
    const uncharge = isReader ? this.charge(callContext) : () => {};
    if (!isForPoller(waiter) && !(isReader && [...this.waiting].some(isForPoller))) return uncharge;
    const counted = isForPoller(waiter) ? -this.readersSincePoller : 1;
    this.readersSincePoller += counted;
    return () => {
      this.readersSincePoller = Math.max(0, this.readersSincePoller - counted);
      uncharge();
    };
  }

  /** How many of those waiting go before a newcomer, at most. */
  countAhead(callContext: CallContext): number {
    const all = [...this.waiting];
    const mutations = all.filter((it) => it.callContext.priority === 'mutation').length;
    if (callContext.priority === 'mutation') return mutations;
    const pollers = all.filter(isForPoller).length;
    const readers = all.filter((it) => isForReader(it) && !isForPoller(it));
    if (callContext.priority === 'poller')
      return mutations + pollers + Math.min(readers.length, READERS_PER_POLLER * (pollers + 1));
    const readersAhead = countInTurn(readers, callContext);
    return mutations + readersAhead + Math.min(pollers, Math.ceil((readersAhead + 1) / READERS_PER_POLLER));
  }

  /** The turn of the first subject in it. */
  private turnOf(callContext: CallContext): { readonly subject: string; readonly at: number } {
    const turns = subjectsOf(callContext).map((subject) => ({
      subject,
      at: Math.max(this.nextAt.get(subject) ?? 0, this.servedAt),
    }));
    return turns.reduce((nearest, it) => (it.at < nearest.at ? it : nearest));
  }

  /** Returns what takes it back. */
  private charge(callContext: CallContext): () => void {
    const { subject, at } = this.turnOf(callContext);
    this.servedAt = at;
    this.nextAt.set(subject, at + 1);
    for (const [name, next] of this.nextAt) if (next <= at) this.nextAt.delete(name);
    return () => void this.nextAt.set(subject, (this.nextAt.get(subject) ?? at + 1) - 1);
  }
}

/** Subjects go in turn: before the newcomer's own next one, each other has at most as many as it has. */
function countInTurn(readers: readonly Waiting[], newcomer: CallContext): number {
  const counts = new Map<string, number>();
  for (const { callContext } of readers) {
    const [subject = NOBODY] = subjectsOf(callContext);
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  const own = Math.min(...subjectsOf(newcomer).map((it) => counts.get(it) ?? 0));
  const others = [...counts.values()].reduce((sum, count) => sum + Math.min(count, own + 1), 0);
  return Math.min(readers.length, others);
}

function isForPoller({ callContext }: Waiting): boolean {
  return callContext.priority === 'poller' || (callContext instanceof SharedCall && callContext.isForPoller);
}

function isForReader({ callContext }: Waiting): boolean {
  return callContext.priority === 'interactive';
}

function subjectsOf(callContext: CallContext): readonly string[] {
  const subjects =
    callContext instanceof SharedCall ? [...callContext.subjects] : [callContext.subject ?? NOBODY];
  return subjects.length > 0 ? subjects : [NOBODY];
}

/** The first of those with the lowest rank. */
function firstBy<T>(items: readonly T[], rankOf: (item: T) => number): T | undefined {
  let first: { readonly item: T; readonly rank: number } | undefined;
  for (const item of items) {
    const rank = rankOf(item);
    if (!first || rank < first.rank) first = { item, rank };
  }
  return first?.item;
}
