/**
 * A change of status as it was decided when it began. Its end is stored as a moment, not as a duration: a restart
 * with another speed leaves changes under way as they are.
 */
export interface Change<Status extends string = string> {
  readonly during: Status;
  /** The status afterwards; null means that the resource is gone. */
  readonly after: Status | null;
  readonly beganAtMs: number;
  readonly endsAtMs: number;
}

/** A status is read off the clock, so there are no timers: a test may jump an hour and just look. */
export function statusAt<Status extends string>(change: Change<Status>, nowMs: number): Status | null {
  return nowMs < change.endsAtMs ? change.during : change.after;
}

/** Begins a change now that takes `durationMs`; with 0 the very next describe sees its end. */
export function begin<Status extends string>(
  during: Status,
  after: Status | null,
  nowMs: number,
  durationMs: number,
): Change<Status> {
  return { during, after, beganAtMs: nowMs, endsAtMs: nowMs + durationMs };
}

/** How long each change takes, in milliseconds. */
export interface Timing {
  readonly trainMs: number;
  readonly startMs: number;
  readonly stopMs: number;
  readonly copyMs: number;
  readonly deleteMs: number;
  readonly projectMs: number;
}

const AT_SPEED_1: Timing = {
  trainMs: 20_000,
  startMs: 8_000,
  stopMs: 4_000,
  copyMs: 6_000,
  deleteMs: 2_000,
  projectMs: 1_000,
};

/** The durations of a setting; `immediate` changes take no time at all. */
export function timingFor(transitions: 'timed' | 'immediate', speed: number): Timing {
  const factor = transitions === 'immediate' ? 0 : 1 / speed;
  const { trainMs, startMs, stopMs, copyMs, deleteMs, projectMs } = AT_SPEED_1;
  return {
    trainMs: trainMs * factor,
    startMs: startMs * factor,
    stopMs: stopMs * factor,
    copyMs: copyMs * factor,
    deleteMs: deleteMs * factor,
    projectMs: projectMs * factor,
  };
}
