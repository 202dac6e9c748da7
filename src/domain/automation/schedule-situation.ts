import type { ModelVersionArn } from '../arn.js';
import type { EpochMs } from '../model.js';
import type { Decision } from './decision.js';
import type { SeenVersion } from './planned-stop.js';
import type { Schedule, ScheduleRun, ScheduleState } from './schedule.js';
import type { Wish } from './schedule-wish.js';

/** What a schedule has to do with. */
export interface ScheduleWorld {
  /** What it names now; null: its alias names nothing. */
  readonly target: ModelVersionArn | null;
  /** How long before its window a model is started. */
  readonly leadMs: number;
  /** Why nothing may be started now, in words; null: it may. */
  readonly refusal: string | null;
  readonly seen: (arn: ModelVersionArn) => SeenVersion;
  /** The other schedules that want this version to run now. */
  readonly wantedBy: (arn: ModelVersionArn) => readonly WantedUnits[];
}

export interface WantedUnits extends Units {
  /** Of the schedule. */
  readonly name: string;
}

export interface Units {
  readonly min: number;
  /** Null: no auto-scaling. */
  readonly max: number | null;
}

/** Start or stop, or write down what is so now. */
export type ScheduleAct =
  | {
      readonly kind: 'start';
      readonly arn: ModelVersionArn;
      readonly units: Units;
      /** What remains the same however often it is tried. */
      readonly step: string;
      /** What is written now, and what is to be written once it is done. */
      readonly before: ScheduleState;
      readonly settled: ScheduleState;
    }
  | {
      readonly kind: 'stop';
      readonly arns: readonly ModelVersionArn[];
      readonly step: string;
      /** What is written now, and what is to be written once all are stopped. */
      readonly before: ScheduleState;
      readonly settled: ScheduleState;
    }
  | {
      readonly kind: 'note';
      readonly state: ScheduleState;
      /** What is to be told of; null: nothing. */
      readonly told: ScheduleRun | null;
    };

export interface ScheduleRecord {
  readonly schedule: Schedule;
  readonly revision: string;
}

/** All that a decision is made of. */
export interface Situation extends ScheduleRecord {
  readonly state: ScheduleState;
  readonly world: ScheduleWorld;
  readonly now: EpochMs;
}

/** Everything that was due is done. @param run - what was done; absent: nothing was due */
export function settled(
  { state, now }: Situation,
  wish: Wish | null,
  run: ScheduleRun | null = state.lastRun,
): ScheduleState {
  const windowAt = wish?.state === 'RUNNING' ? wish.windowAt : null;
  const lastDesiredState = wish?.state ?? null;
  return {
    ...state,
    ...{ settledAt: now, lastDesiredState, windowAt, failedTries: 0, retryAt: null, lastRun: run },
  };
}

export function note(
  state: ScheduleState,
  reason: string,
  told: ScheduleRun | null = null,
): Decision<ScheduleAct> {
  return { act: { kind: 'note', state, told }, wakeAt: null, reason };
}

export function wait(wakeAt: EpochMs | null, reason: string): Decision<ScheduleAct> {
  return { act: null, wakeAt, reason };
}
