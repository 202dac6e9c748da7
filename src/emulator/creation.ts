import { statusAt } from './lifecycle.js';
import type { Project, Region, Version } from './state.js';

type Named = Pick<Project | Version, 'name' | 'createdAtMs' | 'change'>;

/**
 * The moment that goes into a new resource's ARN: now, or the next free millisecond if one of the same name was
 * created just now, so that a name deleted and taken again never gets its old ARN back.
 */
export function creationMs(resources: readonly Named[], name: string, nowMs: number): number {
  const taken = resources.filter((it) => it.name === name).map((it) => it.createdAtMs);
  return Math.max(Math.trunc(nowMs), ...taken.map((createdAtMs) => createdAtMs + 1));
}

/** Forgets what is gone, except what was created in this very millisecond (see `creationMs`). */
export function sweep(region: Region, nowMs: number): void {
  const isForgotten = (it: Named) =>
    statusAt(it.change, nowMs) === null && it.createdAtMs < Math.trunc(nowMs);
  for (const records of [region.projects, region.versions]) {
    for (const [arn, it] of Object.entries(records)) if (isForgotten(it)) delete records[arn];
  }
}
