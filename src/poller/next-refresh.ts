import type { EpochMs } from '../domain/model.js';
import type { Scope } from '../refresh/refresh.js';
import { NOTICED_LIST_MS, withJitter } from './intervals.js';
import type { LookClass } from './pacing.js';

/** What the plan must know of the versions of a project, or of the projects of an account and region. */
export interface Shelf {
  readonly id: string;
  /** When the newest complete list began; null: never listed. */
  readonly listedAt: EpochMs | null;
  /** When the poller first heard of it. */
  readonly heardAt: EpochMs;
  readonly listEveryMs: number;
  /** Nobody cares about it. */
  readonly isIdle: boolean;
  /** In [0, 1), drawn anew for each list. */
  readonly jitter: number;
  /** How many it is known to hold. */
  readonly size: number;
  /** Those on their way to another status or not confirmed yet, and when they were last looked at. */
  readonly moving: readonly { readonly name: string; readonly seenAt: EpochMs }[];
  /** Names that a mutation touched after the last look at them began, and when. */
  readonly woken: ReadonlyMap<string, EpochMs>;
  readonly inFlight: readonly Scope[];
  /** After a failure: not before this. */
  readonly notBefore: EpochMs;
}

export interface NextLook {
  readonly id: string;
  readonly scope: Scope;
  readonly dueAt: EpochMs;
  readonly lookClass: LookClass;
  /** The calls that it is likely to take. */
  readonly calls: number;
  /** The wait that being late is measured against. 0: cannot wait. */
  readonly patienceMs: number;
  /** When something in transition is due, which may then go where a list has to wait. Infinity: nothing is. */
  readonly movingDueAt: EpochMs;
}

interface Due {
  readonly name: string;
  readonly dueAt: EpochMs;
}

const NAMES_PER_CALL = 10;
const PER_PAGE = 100;
/** Something in transition is this much more urgent than a list that is late by the same share of its interval. */
const URGENCY_OF_MOVING = 10;

/** Null: everything is being looked at already. */
export function nextLook(shelf: Shelf, pollIntervalMs: number, now: EpochMs): NextLook | null {
  const names = dueNames(shelf, pollIntervalMs);
  const namesDueAt = names[0]?.dueAt ?? Number.POSITIVE_INFINITY;
  const listDueAt = listDue(shelf);
  const dueAt = Math.min(namesDueAt, listDueAt);
  if (dueAt === Number.POSITIVE_INFINITY) return null;
  const startsAt = Math.max(now, dueAt);
  const servesMoving = namesDueAt <= startsAt;
  const urgency = {
    id: shelf.id,
    dueAt,
    movingDueAt: namesDueAt,
    lookClass: servesMoving ? 'moving' : classOfList(shelf),
    patienceMs: servesMoving ? patienceOfMoving(shelf, pollIntervalMs) : patienceOfList(shelf),
  } as const;
  // A list that is due before the names are again serves them now, and saves its own call later.
  if (listDueAt <= startsAt || listDueAt < startsAt + pollIntervalMs)
    return { ...urgency, scope: 'all', calls: pages(shelf) };
  return { ...urgency, scope: fullTens(names, startsAt), calls: tens(names, startsAt) };
}

function dueNames({ woken, moving, inFlight }: Shelf, pollIntervalMs: number): Due[] {
  const isCovered = (name: string) => inFlight.some((scope) => scope === 'all' || scope.includes(name));
  const touched = [...woken].map(([name, dueAt]) => ({ name, dueAt }));
  const others = moving
    .filter(({ name }) => !woken.has(name) && !isCovered(name))
    .map(({ name, seenAt }) => ({ name, dueAt: seenAt + pollIntervalMs }));
  return [...touched, ...others].sort((a, b) => a.dueAt - b.dueAt);
}

function listDue({ inFlight, listedAt, heardAt, listEveryMs, jitter }: Shelf): EpochMs {
  if (inFlight.includes('all')) return Number.POSITIVE_INFINITY;
  return listedAt === null ? heardAt : listedAt + withJitter(listEveryMs, jitter);
}

function classOfList({ listedAt, isIdle }: Shelf): LookClass {
  return isIdle && listedAt !== null ? 'idle' : 'list';
}

function patienceOfMoving({ woken }: Shelf, pollIntervalMs: number): number {
  return woken.size > 0 ? 0 : pollIntervalMs / URGENCY_OF_MOVING;
}

/** The first inventory is as urgent as what somebody has read. */
function patienceOfList({ listedAt, listEveryMs }: Shelf): number {
  return listedAt === null ? Math.min(listEveryMs, NOTICED_LIST_MS) : listEveryMs;
}

function pages({ size }: Shelf): number {
  return Math.max(1, Math.ceil(size / PER_PAGE));
}

function tens(names: readonly Due[], at: EpochMs): number {
  return Math.ceil(names.filter((it) => it.dueAt <= at).length / NAMES_PER_CALL);
}

/** What is due, and whatever else is on its way while a call has room for it: so they keep in step. */
function fullTens(names: readonly Due[], at: EpochMs): string[] {
  return names.slice(0, tens(names, at) * NAMES_PER_CALL).map((it) => it.name);
}
