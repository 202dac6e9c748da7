import {
  afterAccepted,
  afterFailure,
  decideStop,
  type PlannedStop,
  planStop,
  readPlannedStop,
  type SeenVersion,
  type StopAct,
} from '../../../../src/domain/automation/planned-stop.js';
import { shortened, stopAfterOfStart } from '../../../../src/domain/automation/stop-rules.js';
import { MODEL_VERSION_STATUSES } from '../../../../src/domain/status.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-11-28T12:00:00Z');

const stopAt = (at: number, more: Partial<PlannedStop> = {}): PlannedStop => ({
  ...planStop({ at, afterMs: null, setBy: 'ann', setAt: NOW - HOUR }),
  ...more,
});
const stopAfter = (afterMs: number, more: Partial<PlannedStop> = {}): PlannedStop => ({
  ...planStop({ at: null, afterMs, setBy: 'ann', setAt: NOW - MINUTE }),
  ...more,
});
const seen = (status: SeenVersion['status'], observedAt = NOW): SeenVersion => ({ status, observedAt });

/** What is done, in short, and when it is decided again. */
function decided(stop: PlannedStop, version: SeenVersion): [string, unknown] {
  const { act, wakeAt } = decideStop(stop, version, NOW);
  return [told(act, stop), wakeAt === null ? null : (wakeAt - NOW) / SECOND];
}

function told(act: StopAct | null, before: PlannedStop): string {
  if (act?.kind !== 'note') return act?.kind ?? 'nothing';
  if (act.stop.at !== before.at) return `at ${((act.stop.at ?? 0) - NOW) / SECOND}`;
  return `starting ${((act.stop.startingAt ?? 0) - NOW) / SECOND}`;
}

describe('a stop at an instant', () => {
  it.each([
    ['waits for its time', stopAt(NOW + 5_000), seen('RUNNING'), ['nothing', 5]],
    ['is done at its time', stopAt(NOW), seen('RUNNING'), ['stop', null]],
    ['is made up after it', stopAt(NOW - 9 * HOUR), seen('RUNNING'), ['stop', null]],
    ['is tried where nothing is known of the version', stopAt(NOW), seen(undefined), ['stop', null]],
    ['waits where nothing is known before its time', stopAt(NOW + 9_000), seen(undefined), ['nothing', 9]],
    ['waits for a version that starts', stopAt(NOW - HOUR), seen('STARTING'), ['nothing', null]],
    ['waits for a version that stops', stopAt(NOW - HOUR), seen('STOPPING'), ['nothing', null]],
    ['ends with the version', stopAt(NOW + HOUR), seen(null), ['remove', null]],
    [
      'does not end with what was gone before it was set',
      stopAt(NOW + HOUR),
      seen(null, NOW - HOUR),
      ['nothing', 3_600],
    ],
    ['pauses after a failure', stopAt(NOW - HOUR, { retryAt: NOW + 4_000 }), seen('RUNNING'), ['nothing', 4]],
    ['is tried again', stopAt(NOW - HOUR, { retryAt: NOW }), seen('RUNNING'), ['stop', null]],
  ] as const)('%s', (_, stop, version, expected) => {
    expect(decided(stop, version)).toEqual(expected);
  });

  it('is gone once the version has left RUNNING', () => {
    const kept = ['STARTING', 'RUNNING', 'STOPPING'];
    const removed = MODEL_VERSION_STATUSES.filter(
      (status) => decided(stopAt(NOW + HOUR), seen(status))[0] === 'remove',
    );
    expect(removed).toEqual(MODEL_VERSION_STATUSES.filter((it) => ![...kept, 'UNKNOWN'].includes(it)));
  });

  it('says why', () => {
    expect(decideStop(stopAt(NOW), seen('RUNNING'), NOW).reason).toBe(
      'planned stop at 2026-11-28T12:00:00.000Z, instant set by ann',
    );
  });
});

describe('a stop after a duration', () => {
  it.each([
    ['counts from the look that saw it run', stopAfter(HOUR), seen('RUNNING'), ['at 3600', null]],
    [
      'counts from that look, however late it is read',
      stopAfter(HOUR),
      seen('RUNNING', NOW - 20_000),
      ['at 3580', null],
    ],
    [
      'counts from the last look before, where nobody looked for long',
      stopAfter(HOUR, { setAt: NOW - 3 * HOUR, startingAt: NOW - 2 * HOUR }),
      seen('RUNNING'),
      ['at -3600', null],
    ],
    [
      'counts from when it was set, where nobody looked at all',
      stopAfter(HOUR, { setAt: NOW - 3 * HOUR }),
      seen('RUNNING'),
      ['at -7200', null],
    ],
    ['notes that it starts', stopAfter(HOUR), seen('STARTING', NOW - 1_000), ['starting -1', 30]],
    [
      'notes it again after a while',
      stopAfter(HOUR, { startingAt: NOW - 30_000 }),
      seen('STARTING'),
      ['starting 0', 30],
    ],
    [
      'notes it no more often',
      stopAfter(HOUR, { startingAt: NOW - 20_000 }),
      seen('STARTING'),
      ['nothing', 30],
    ],
    ['waits for its start to show', stopAfter(HOUR), seen('STOPPED'), ['nothing', 540]],
    ['looks again where nothing is known', stopAfter(HOUR), seen(undefined), ['nothing', 5]],
    [
      'ends if no start shows',
      stopAfter(HOUR, { setAt: NOW - 10 * MINUTE }),
      seen('STOPPED'),
      ['remove', null],
    ],
    [
      'ends with a start that failed',
      stopAfter(HOUR, { startingAt: NOW - MINUTE }),
      seen('FAILED'),
      ['remove', null],
    ],
    ['ends with the version', stopAfter(HOUR), seen(null), ['remove', null]],
  ] as const)('%s', (_, stop, version, expected) => {
    expect(decided(stop, version)).toEqual(expected);
  });
});

describe('tries', () => {
  const failure = { code: 'UPSTREAM_UNAVAILABLE', message: 'No answer.', awsRequestId: null } as const;

  it('go on for ever, with pauses that grow up to a minute', () => {
    let stop = stopAt(NOW);
    const pauses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      stop = afterFailure(stop, failure, NOW);
      pauses.push(((stop.retryAt ?? 0) - NOW) / SECOND);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60, 60]);
    expect(stop.failure).toEqual(failure);
  });

  it('go on where the version runs a minute after AWS has accepted a stop', () => {
    const stop = afterAccepted(afterFailure(stopAt(NOW), failure, NOW), NOW);
    expect([stop.accepted, stop.failedTries, stop.failure]).toEqual([1, 0, null]);
    expect(decided(stop, seen('RUNNING'))).toEqual(['nothing', 60]);
  });
});

it('a record of the first release is read as it was meant', () => {
  const stored = { at: NOW, afterMs: 3_600_000, setBy: 'ann', setAt: NOW - HOUR };
  expect(readPlannedStop(JSON.parse(JSON.stringify(stored)))).toEqual(planStop(stored));
});

describe('the settings', () => {
  const rules = (defaultStopAfterMs: number | null, maxStopAfterMs: number | null) => ({
    defaultStopAfterMs,
    maxStopAfterMs,
  });

  it.each([
    ['leave a start alone', rules(null, null), null, null, false],
    ['take what is given', rules(1, null), 5, 5, false],
    ['give a default', rules(3, 9), null, 3, false],
    ['shorten', rules(3, 9), 10, 9, true],
    ['leave what is as long as allowed', rules(null, 9), 9, 9, false],
    ['bound a start without a duration', rules(null, 9), null, 9, false],
  ] as const)('%s', (_, given, askedMs, ms, isShortened) => {
    expect(stopAfterOfStart(given, askedMs)).toEqual({ ms, isShortened });
  });

  it('leave no stop as none', () => expect(shortened(rules(1, 2), null).ms).toBeNull());
});
