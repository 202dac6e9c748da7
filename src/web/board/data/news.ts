import { type BoardModel, projectKeyOf } from './model.js';
import type { Snapshot } from './snapshot.js';
import type { Told } from './told.js';

/** What was told while the page was open. */
export interface Recent extends Told {
  /** Upwards from 1. */
  readonly number: number;
}

/** How many are remembered: of a model, and of all together. */
const MOST = 20;

/** What another status may have changed besides, until it is read. */
const UNKNOWN = { runningSince: null, isRunningSinceExact: null, hourlyCost: null, stopAt: null };

type Known = Pick<Snapshot, 'models' | 'histories' | 'projects' | 'recent'>;

/** What is known after these events, which are told in their order. */
export function afterEvents(known: Known, events: readonly Told[]) {
  const models = new Map(known.models);
  const histories = new Map(known.histories);
  const counts = new Map<string, number>();
  for (const event of events) {
    const { kind, arn, status } = event;
    if (kind !== 'STATUS_CHANGED' || arn === null) continue;
    const model = models.get(arn);
    if (!status) models.delete(arn);
    else if (model) models.set(arn, { ...model, ...UNKNOWN, status, observedAt: event.observedAt });
    histories.set(arn, [event, ...(histories.get(arn) ?? [])].slice(0, MOST));
    const more = Number(!event.previousStatus) - Number(!status);
    if (more !== 0) counts.set(projectKeyOf(arn), (counts.get(projectKeyOf(arn)) ?? 0) + more);
  }
  const recent = events.reduce(withEvent, known.recent);
  return { models, histories, projects: counted(known.projects, counts), recent };
}

/** The newest first; of what several tell, the last. */
function withEvent(recent: readonly Recent[], event: Told): readonly Recent[] {
  const number = (recent[0]?.number ?? 0) + 1;
  const others = recent.filter(({ about }) => about === null || about !== event.about);
  return [{ ...event, number }, ...others].slice(0, MOST);
}

/** The same projects where no model came or went: nothing that hangs on them is made anew. */
function counted(projects: Snapshot['projects'], counts: ReadonlyMap<string, number>): Snapshot['projects'] {
  if (counts.size === 0) return projects;
  const next = [...projects].map(([arn, project]) => {
    const totalCount = project.all.totalCount + (counts.get(projectKeyOf(arn)) ?? 0);
    return [arn, { ...project, all: { totalCount } }] as const;
  });
  return new Map(next);
}

/** Adds what was read; what an event has told since then is newer and stays. */
export function withModels(
  known: ReadonlyMap<string, BoardModel>,
  read: Iterable<BoardModel>,
): Map<string, BoardModel> {
  const models = new Map(known);
  for (const model of read) models.set(model.arn, newer(known.get(model.arn), model));
  return models;
}

/** What was read in the place of what was known, but for what events have told since. */
export function freshest(
  known: ReadonlyMap<string, BoardModel>,
  read: ReadonlyMap<string, BoardModel>,
  gone: ReadonlySet<string>,
): Map<string, BoardModel> {
  const current = [...read.values()].filter(({ arn }) => !gone.has(arn));
  return new Map(current.map((model) => [model.arn, newer(known.get(model.arn), model)]));
}

/** The later observation has the status; facts besides it come with what was read. */
function newer(known: BoardModel | undefined, read: BoardModel): BoardModel {
  if (!known || known.observedAt <= read.observedAt) return read;
  return { ...read, status: known.status, observedAt: known.observedAt };
}
