import type { EpochMs } from '../domain/model.js';
import type { Scope } from '../refresh/refresh.js';
import { NOTICED_LIST_MS, withJitter } from './intervals.js';
import type { RefreshClass } from './pacing.js';

/** What the plan must know of the versions of a project, or of the projects of an account and region. */
export interface PollTarget {
  readonly id: string;
  /** When the newest complete list began; null: never listed. */
  readonly listedAt: EpochMs | null;
  /** When the poller first heard of it. */
  readonly heardAt: EpochMs;
  readonly listEveryMs: number;
  /** There is no interest in it. */
  readonly isIdle: boolean;
  /** In [0, 1), drawn anew for each list. */
  readonly jitter: number;
  /** How many it is known to hold. */
  readonly size: number;
  /** Versions in transition or not validated yet, and when they were last refreshed. */
  readonly inTransition: readonly { readonly name: string; readonly seenAt: EpochMs }[];
  /** Names that a mutation touched after their last refresh began, and when. */
  readonly invalidated: ReadonlyMap<string, EpochMs>;
  readonly inFlight: readonly Scope[];
  /** After a failure: not before this. */
  readonly notBefore: EpochMs;
}

export interface NextRefresh {
  readonly id: string;
  readonly scope: Scope;
  readonly dueAt: EpochMs;
  readonly refreshClass: RefreshClass;
  /** The calls that it is likely to take. */
  readonly calls: number;
  /** The wait that being late is measured against. 0: cannot wait. */
  readonly patienceMs: number;
  /** When something in transition is due, which may then go where a list has to wait. Infinity: nothing is. */
  readonly transitionDueAt: EpochMs;
}

interface Due {
  readonly name: string;
  readonly dueAt: EpochMs;
}

const NAMES_PER_CALL = 10;
const PER_PAGE = 100;
/** Something in transition is this much more urgent than a list that is late by the same share of its interval. */
const URGENCY_OF_TRANSITION = 10;

/** Null: everything is being refreshed already. */
export function nextRefresh(target: PollTarget, pollIntervalMs: number, now: EpochMs): NextRefresh | null {
  const names = dueNames(target, pollIntervalMs);
  const namesDueAt = names[0]?.dueAt ?? Number.POSITIVE_INFINITY;
  const listDueAt = listDue(target);
  const dueAt = Math.min(namesDueAt, listDueAt);
  if (dueAt === Number.POSITIVE_INFINITY) return null;
  const startsAt = Math.max(now, dueAt);
  const servesTransition = namesDueAt <= startsAt;
  const urgency = {
    id: target.id,
    dueAt,
    transitionDueAt: namesDueAt,
    refreshClass: servesTransition ? 'inTransition' : classOfList(target),
    patienceMs: servesTransition ? patienceOfTransition(target, pollIntervalMs) : patienceOfList(target),
  } as const;
  // A list that is due before the names are again serves them now, and saves its own call later.
  if (listDueAt <= startsAt || listDueAt < startsAt + pollIntervalMs)
    return { ...urgency, scope: 'all', calls: pages(target) };
  return { ...urgency, scope: fullTens(names, startsAt), calls: tens(names, startsAt) };
}

function dueNames({ invalidated, inTransition, inFlight }: PollTarget, pollIntervalMs: number): Due[] {
  const isCovered = (name: string) => inFlight.some((scope) => scope === 'all' || scope.includes(name));
  const touched = [...invalidated].map(([name, dueAt]) => ({ name, dueAt }));
  const others = inTransition
    .filter(({ name }) => !invalidated.has(name) && !isCovered(name))
    .map(({ name, seenAt }) => ({ name, dueAt: seenAt + pollIntervalMs }));
  return [...touched, ...others].sort((a, b) => a.dueAt - b.dueAt);
}

function listDue({ inFlight, listedAt, heardAt, listEveryMs, jitter }: PollTarget): EpochMs {
  if (inFlight.includes('all')) return Number.POSITIVE_INFINITY;
  return listedAt === null ? heardAt : listedAt + withJitter(listEveryMs, jitter);
}

function classOfList({ listedAt, isIdle }: PollTarget): RefreshClass {
  return isIdle && listedAt !== null ? 'idle' : 'list';
}

function patienceOfTransition({ invalidated }: PollTarget, pollIntervalMs: number): number {
  return invalidated.size > 0 ? 0 : pollIntervalMs / URGENCY_OF_TRANSITION;
}

/** The first inventory is as urgent as a project that a client has read. */
function patienceOfList({ listedAt, listEveryMs }: PollTarget): number {
  return listedAt === null ? Math.min(listEveryMs, NOTICED_LIST_MS) : listEveryMs;
}

function pages({ size }: PollTarget): number {
  return Math.max(1, Math.ceil(size / PER_PAGE));
}

function tens(names: readonly Due[], at: EpochMs): number {
  return Math.ceil(names.filter((it) => it.dueAt <= at).length / NAMES_PER_CALL);
}

/** Names that are due, and others in transition while a call has room for them: so they keep in step. */
function fullTens(names: readonly Due[], at: EpochMs): string[] {
  return names.slice(0, tens(names, at) * NAMES_PER_CALL).map((it) => it.name);
}
