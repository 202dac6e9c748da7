import { toWallTime } from '../clock.js';
import type { ModelVersionArn } from '../domain/arn.js';
import type { EndedRun, LoggedChange } from '../domain/event.js';
import type { EpochMs, ModelVersion, Project } from '../domain/model.js';
import {
  KEPT_MS,
  keyOfInterval,
  merged,
  type RunInterval,
  readRunInterval,
  seenUntil,
  USAGE_KIND,
} from '../domain/money/run-interval.js';
import { TRAINING_KIND, trainingOf } from '../domain/money/training.js';
import type { RecordChange } from '../records/port.js';
import { endOf, runNow, runsIn, type SeenRun } from '../services/money/sightings.js';
import { type OpenInterval, usageIndexOf } from '../services/money/usage-index.js';
import type { Services } from '../services/session.js';

/** How long the log may be behind the catalog. */
const LOG_DELAY_MS = 10_000;

/** What the catalog and the log tell of runs and trainings, as it is to be written down. */
export class UsageOfVersions {
  /** By key; from the log, until they are written down. */
  private readonly ended = new Map<string, RunInterval>();
  /** Since when the catalog shows no run of an interval that is not ended. */
  private readonly lostSince = new Map<string, EpochMs>();
  private readonly trained = new WeakSet<object>();

  constructor(private readonly services: Pick<Services, 'catalog' | 'records' | 'clock' | 'upstream'>) {}

  noteEnd({ endedRun, versionArn, projectArn, observedAt }: LoggedChange): void {
    if (!endedRun) return;
    const key = keyOfInterval(versionArn, endedRun.sinceAt);
    const from = this.wallFrom(endedRun.sinceAt);
    const open = toInterval(projectArn, from, endedRun);
    const interval = seenUntil(open, { ...endedRun, seenAt: endedRun.untilAt });
    this.ended.set(key, { ...interval, endSeenAt: Math.max(interval.to, this.wallFrom(observedAt)) });
  }

  /** @param isCheckpoint - also how far open intervals have come */
  changes(isCheckpoint: boolean): RecordChange[] {
    const { catalog, upstream } = this.services;
    const projects = upstream.accounts.flatMap((at) => catalog.projects(at)?.values ?? []);
    const intervals = [
      ...projects.flatMap(({ arn }) => runsIn(catalog, arn).map((run) => this.ofRun(run, isCheckpoint))),
      ...this.endings(),
      ...[...this.ended].map(([key, it]) => [key, it] as const),
    ].filter((it) => it !== null);
    return [...this.toChanges(intervals), ...projects.flatMap((it) => this.trainings(it))];
  }

  /** Forgets what is written down by now. */
  private toChanges(intervals: readonly (readonly [string, RunInterval])[]): RecordChange[] {
    const changes = new Map<string, RunInterval>();
    for (const [key, interval] of intervals) {
      const record = this.services.records.get(USAGE_KIND, key);
      const known = changes.get(key) ?? (record && readRunInterval(record.value));
      const value = known ? merged(known, interval) : interval;
      if (known && known.to === value.to && known.endSeenAt === value.endSeenAt) this.ended.delete(key);
      else changes.set(key, value);
    }
    return [...changes].map(([key, value]) => ({ kind: USAGE_KIND, key, value }));
  }

  private ofRun(run: SeenRun, isCheckpoint: boolean): readonly [string, RunInterval] | null {
    const { version } = run;
    const key = keyOfInterval(version.arn, run.sinceAt);
    const record = this.services.records.get(USAGE_KIND, key);
    if (record && !isCheckpoint) return null;
    const known = record && readRunInterval(record.value);
    const interval =
      known ?? toInterval(version.projectArn, this.wallFrom(run.sinceAt), { ...version, ...run });
    return [key, seenUntil(interval, run)];
  }

  /** Of intervals that the catalog shows to be over, where the log does not say how: its change was lost. */
  private endings(): (readonly [string, RunInterval])[] {
    const { open } = usageIndexOf(this.services.records);
    for (const key of this.lostSince.keys()) if (!open.has(key)) this.lostSince.delete(key);
    return [...open].flatMap(([key, it]) => {
      const endSeenAt = this.endSeenAt(key, it);
      return endSeenAt === null ? [] : [[key, { ...it.interval, endSeenAt }] as const];
    });
  }

  /** Null: it runs on, or nothing is known of it. */
  private endSeenAt(key: string, { arn, interval }: OpenInterval): EpochMs | null {
    const { catalog, clock } = this.services;
    const run = runNow(catalog, interval.projectArn, arn);
    if (run && keyOfInterval(arn, run.sinceAt) === key) {
      this.lostSince.delete(key);
      return null;
    }
    const knownAt = run?.sinceAt ?? notRunningAt(catalog, interval.projectArn, arn);
    if (knownAt === null) return null;
    const since = this.lostSince.get(key) ?? clock.now();
    this.lostSince.set(key, since);
    return clock.now() - since < LOG_DELAY_MS ? null : Math.max(interval.to, this.wallFrom(knownAt));
  }

  private trainings({ arn }: Project): RecordChange[] {
    const { catalog, records, clock } = this.services;
    const revision = catalog.versionsRevision(arn);
    if (!revision || this.trained.has(revision)) return [];
    const unwritten = catalog.versionEntries(arn).flatMap(({ value }): RecordChange[] => {
      const training = value && trainingOf(value);
      const isKept = training && training.endedAt > clock.wallNow() - KEPT_MS;
      if (!isKept || records.get(TRAINING_KIND, value.arn)) return [];
      return [{ kind: TRAINING_KIND, key: value.arn, value: training }];
    });
    if (unwritten.length === 0) this.trained.add(revision);
    return unwritten;
  }

  private wallFrom(at: EpochMs): EpochMs {
    return Math.ceil(toWallTime(this.services.clock, at));
  }
}

function toInterval(
  projectArn: ModelVersion['projectArn'],
  from: EpochMs,
  { isSinceExact, minInferenceUnits, maxInferenceUnits }: Omit<EndedRun, 'sinceAt' | 'untilAt'>,
): RunInterval {
  const units = { minInferenceUnits, maxInferenceUnits };
  return { projectArn, from, to: from, isFromSeen: isSinceExact, endSeenAt: null, ...units };
}

/** When a version was found not to run; null: nothing is known of it. */
function notRunningAt(
  catalog: Services['catalog'],
  projectArn: Project['arn'],
  arn: ModelVersionArn,
): EpochMs | null {
  const name = arn.split('/')[3] ?? '';
  const entry = catalog.version(projectArn, name);
  if (!entry) return endOf(catalog, projectArn);
  return entry.validatedAt || (entry.value?.observedAt ?? null);
}
