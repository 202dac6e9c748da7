import { toWallTime } from '../clock.js';
import { type ProjectArn, projectArnParts } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import { type Period, sharedMs } from '../domain/money/period.js';
import { gapBetween, WATCHED_KIND, type Watched, watchedSince } from '../domain/money/watched.js';
import type { RecordChange } from '../records/port.js';
import { endOf, sightingOf } from '../services/money/sightings.js';
import { usageIndexOf } from '../services/money/usage-index.js';
import type { Services } from '../services/session.js';

/** Notices where the versions of a project were not refreshed for too long. Every instance notices; the holder of the lease writes. */
export class UsageOfProjects {
  private readonly seenAt = new Map<ProjectArn, EpochMs>();
  private readonly unwritten = new Map<ProjectArn, Period[]>();

  constructor(private readonly services: Pick<Services, 'catalog' | 'records' | 'clock' | 'upstream'>) {}

  /** @param aliveAt - when usage was last written down, for projects of which the catalog has lost everything */
  start(aliveAt: EpochMs | null): void {
    for (const arn of this.watched.keys()) {
      const seenAt = this.sighting(arn) ?? aliveAt;
      if (seenAt !== null) this.seenAt.set(arn, seenAt);
    }
  }

  /** Nothing is known of that stretch. */
  addGap(gap: Period): void {
    for (const arn of this.watched.keys()) this.note(arn, gap);
  }

  /** Reads the catalog; returns what is not written down yet. */
  changes(): RecordChange[] {
    const { catalog, upstream } = this.services;
    const listed = upstream.accounts.flatMap((at) => catalog.projects(at)?.values ?? []);
    const arns = new Set([...listed.map(({ arn }) => arn), ...this.watched.keys()]);
    return [...arns].flatMap((arn) => {
      const value = this.valueOf(arn);
      return value ? [{ kind: WATCHED_KIND, key: arn, value }] : [];
    });
  }

  /** Null: it is written down as it is. */
  private valueOf(arn: ProjectArn): Watched | null {
    const written = this.watched.get(arn);
    if (written && written.until !== null) return null;
    const endedAt = endOf(this.services.catalog, arn);
    const end = endedAt && this.wall(endedAt);
    const seenAt = end ?? this.sighting(arn);
    if (seenAt === null) return null;
    this.noteSighting(arn, seenAt);
    if (!written)
      return { since: watchedSince(seenAt, projectArnParts(arn).createdMs), until: null, gaps: [] };
    const gaps = (this.unwritten.get(arn) ?? []).filter((gap) => !isIn(written, gap));
    if (gaps.length === 0) this.unwritten.delete(arn);
    if (gaps.length === 0 && end === null) return null;
    return { ...written, until: end, gaps: [...written.gaps, ...gaps] };
  }

  private noteSighting(arn: ProjectArn, seenAt: EpochMs): void {
    const before = this.seenAt.get(arn);
    if (before !== undefined && seenAt <= before) return;
    this.seenAt.set(arn, seenAt);
    const gap = before === undefined ? null : gapBetween(before, seenAt);
    if (gap) this.note(arn, gap);
  }

  private note(arn: ProjectArn, gap: Period): void {
    this.unwritten.set(arn, [...(this.unwritten.get(arn) ?? []), gap]);
  }

  private sighting(arn: ProjectArn): EpochMs | null {
    const seenAt = sightingOf(this.services.catalog, arn);
    return seenAt && this.wall(seenAt);
  }

  private wall(at: EpochMs): EpochMs {
    return Math.floor(toWallTime(this.services.clock, at));
  }

  private get watched(): ReadonlyMap<ProjectArn, Watched> {
    return usageIndexOf(this.services.records).watched;
  }
}

function isIn({ gaps }: Watched, gap: Period): boolean {
  return gaps.some((it) => sharedMs(it, gap) > 0);
}
