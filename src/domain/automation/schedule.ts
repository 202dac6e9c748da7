import type { ModelVersionArn, ProjectArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import type { Author } from './author.js';
import type { Failure } from './failure.js';
import { parseWindow, type WeeklyWindow } from './window.js';

/** The record of a schedule, as somebody has put it; its key is {@link scheduleKey}. Instants are of the wall clock. */
export interface Schedule {
  readonly projectArn: ProjectArn;
  readonly name: string;
  /** Null where it names an alias. */
  readonly modelVersionArn: ModelVersionArn | null;
  readonly aliasName: string | null;
  readonly windows: readonly string[];
  readonly timeZone: string;
  readonly minInferenceUnits: number;
  readonly maxInferenceUnits: number | null;
  /** How long after its moment a start may still be made up; null: as long as its window is open. */
  readonly startCatchupMs: number | null;
  readonly isEnabled: boolean;
  readonly author: Author;
  readonly updatedAt: EpochMs;
}

/** The record of what was done about a schedule; it has the schedule's key. */
export interface ScheduleState {
  /** Of the schedule, as it was when this was written. */
  readonly scheduleRevision: string;
  /** What was due until then is done, or never will be. */
  readonly settledAt: EpochMs;
  /** Null: nothing was wanted. */
  readonly lastDesiredState: 'RUNNING' | 'STOPPED' | null;
  /** When the window opens for which it is to run; null unless it is. */
  readonly windowAt: EpochMs | null;
  /** The versions that this schedule started and that have run since. */
  readonly started: readonly StartedVersion[];
  /** Of what is due now. */
  readonly failedTries: number;
  /** No try before this; null: at any time. */
  readonly retryAt: EpochMs | null;
  /** Null: nothing was due yet. */
  readonly lastRun: ScheduleRun | null;
}

interface StartedVersion {
  readonly arn: ModelVersionArn;
  /** When AWS accepted the start. */
  readonly at: EpochMs;
}

export type ScheduleAction = 'START' | 'STOP';
export type ScheduleOutcome = 'DONE' | 'NOTHING_TO_DO' | 'MISSED' | 'RETRYING' | 'FAILED';

export interface ScheduleRun {
  readonly at: EpochMs;
  readonly kind: ScheduleAction;
  readonly outcome: ScheduleOutcome;
  /** In words. */
  readonly reason: string;
  readonly failure: RunFailure | null;
}

export interface RunFailure extends Failure {
  /** Null: not by itself. */
  readonly retryAt: EpochMs | null;
}

export function scheduleKey(projectArn: ProjectArn, name: string): string {
  return `${projectArn} ${name}`;
}

/** Of one that was just made: nothing was done about it. */
export function newScheduleState(now: EpochMs): ScheduleState {
  return readScheduleState({ scheduleRevision: '', settledAt: now });
}

/** What every schedule has; a record may have less if an earlier release wrote it. */
type Written = Pick<
  Schedule,
  'projectArn' | 'name' | 'windows' | 'timeZone' | 'minInferenceUnits' | 'author' | 'updatedAt'
>;

/** Reads a record of this release or an earlier one. */
export function readSchedule(value: unknown): Schedule {
  const defaults = { modelVersionArn: null, aliasName: null, maxInferenceUnits: null, startCatchupMs: null };
  return { ...defaults, isEnabled: true, ...(value as Written) };
}

/** Reads a record of this release or an earlier one. */
export function readScheduleState(value: unknown): ScheduleState {
  const state = value as Pick<ScheduleState, 'scheduleRevision' | 'settledAt'>;
  const nothing = { lastDesiredState: null, windowAt: null, started: [], lastRun: null };
  return { ...nothing, failedTries: 0, retryAt: null, ...state };
}

/** Those that were checked when the schedule was put. */
export function windowsOf({ windows }: Pick<Schedule, 'windows'>): WeeklyWindow[] {
  return windows.map(parseWindow).filter((it) => it !== null);
}
