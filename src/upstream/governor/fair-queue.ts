import { SharedAsk } from '../coalescing/shared-call.js';
import type { Ask, Lane, Reason } from '../port.js';

interface Waiting {
  readonly ask: Ask;
}

/** Who goes next, and as whom it asks for the permit. */
interface Next<W> {
  readonly waiter: W;
  readonly lane: Lane;
}

/** While the poller waits, it gets one call after so many of readers: one in five. */
const READERS_PER_POLLER = 4;

/** What the poller wants first: what somebody waits for after a change, then what is in transition. Lower goes first. */
const RANK_OF_REASON: Readonly<Partial<Record<Reason, number>>> = { woken: 0, moving: 1, list: 2, idle: 3 };

/** Stands for readers without a name. */
const NOBODY = '';

/**
 * Those who wait for one operation of one account and region, and who of them goes next: mutations first, in order; then
 * the poller, if it has let its share of readers go before; then readers, by subject in turn ("start-time fair
 * queueing"), so that one who asks for much delays only itself; then the poller.
 *
 * A call that several wait for goes as soon as any of them would go. It knows nothing of other instances: each shares out
 * the permits that it gets.
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
    const mutation = all.find(({ ask }) => ask.lane === 'mutation');
    if (mutation) return { waiter: mutation, lane: 'mutation' };
    const poller = firstBy(all.filter(isForPoller), ({ ask }) => RANK_OF_REASON[ask.reason ?? 'moving'] ?? 1);
    // As a reader: what is kept free for readers when they are few would never be free now.
    if (poller && this.readersSincePoller >= READERS_PER_POLLER)
      return { waiter: poller, lane: 'interactive' };
    const reader = firstBy(all.filter(isForReader), ({ ask }) => this.turnOf(ask).at);
    if (reader) return { waiter: reader, lane: 'interactive' };
    return poller && { waiter: poller, lane: 'poller' };
  }

  /** It got its call. */
  noteGranted(waiter: W): void {
    const { ask } = waiter;
    const isPollerWaiting = [...this.waiting].some(isForPoller);
    if (isForPoller(waiter)) this.readersSincePoller = 0;
    else if (ask.lane === 'interactive' && isPollerWaiting) this.readersSincePoller += 1;
    if (ask.lane === 'interactive') this.charge(ask);
  }

  /** How many of those waiting go before a newcomer, at most. */
  countAhead(ask: Ask): number {
    const all = [...this.waiting];
    const mutations = all.filter((it) => it.ask.lane === 'mutation').length;
    if (ask.lane === 'mutation') return mutations;
    const pollers = all.filter(isForPoller).length;
    const readers = all.filter((it) => isForReader(it) && !isForPoller(it));
    if (ask.lane === 'poller')
      return mutations + pollers + Math.min(readers.length, READERS_PER_POLLER * (pollers + 1));
    const readersAhead = countInTurn(readers, ask);
    return mutations + readersAhead + Math.min(pollers, Math.ceil((readersAhead + 1) / READERS_PER_POLLER));
  }

  /** Of the subject in it whose turn is nearest. */
  private turnOf(ask: Ask): { readonly subject: string; readonly at: number } {
    const turns = subjectsOf(ask).map((subject) => ({
      subject,
      at: Math.max(this.nextAt.get(subject) ?? 0, this.servedAt),
    }));
    return turns.reduce((nearest, it) => (it.at < nearest.at ? it : nearest));
  }

  private charge(ask: Ask): void {
    const { subject, at } = this.turnOf(ask);
    this.servedAt = at;
    this.nextAt.set(subject, at + 1);
    for (const [name, next] of this.nextAt) if (next <= at) this.nextAt.delete(name);
  }
}

/** Subjects go in turn: before the newcomer's own next one, each other has at most as many as it has. */
function countInTurn(readers: readonly Waiting[], newcomer: Ask): number {
  const counts = new Map<string, number>();
  for (const { ask } of readers) {
    const [subject = NOBODY] = subjectsOf(ask);
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  const own = Math.min(...subjectsOf(newcomer).map((it) => counts.get(it) ?? 0));
  const others = [...counts.values()].reduce((sum, count) => sum + Math.min(count, own + 1), 0);
  return Math.min(readers.length, others);
}

function isForPoller({ ask }: Waiting): boolean {
  return ask.lane === 'poller' || (ask instanceof SharedAsk && ask.isForPoller);
}

function isForReader({ ask }: Waiting): boolean {
  return ask.lane === 'interactive';
}

function subjectsOf(ask: Ask): readonly string[] {
  const subjects = ask instanceof SharedAsk ? [...ask.subjects] : [ask.subject ?? NOBODY];
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
