import { type MeteredStretch, withPoints } from '../../../../src/domain/money/metered.js';
import { daysIn, without } from '../../../../src/domain/money/period.js';
import {
  merged,
  type RunInterval,
  readRunInterval,
  seenUntil,
} from '../../../../src/domain/money/run-interval.js';
import { usageOfVersion, type VersionRecords } from '../../../../src/domain/money/version-usage.js';
import { readWatched, watchedSince } from '../../../../src/domain/money/watched.js';
import { aProjectArn } from '../../../support/builders.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;
const projectArn = aProjectArn();

const ran = (from: number, to: number, more: Partial<RunInterval> = {}): RunInterval => ({
  ...{ projectArn, from, to, isFromSeen: true, endSeenAt: to + MINUTE },
  ...{ minInferenceUnits: 2, maxInferenceUnits: null, ...more },
});
const version = (more: Partial<VersionRecords> = {}): VersionRecords => ({
  ...{ createdAt: 0, intervals: [], metered: [], training: null, ...more },
});
const WATCH = { watched: readWatched({ since: 0 }), seenAt: NOW };
const usage = (it: Partial<VersionRecords>, from: number, to: number, watch: typeof WATCH | null = WATCH) =>
  usageOfVersion(version(it), watch, { from, to }, NOW);
const seen = (unitMs: number, runningMs = unitMs / 2) => ({
  runningMs,
  unitMs,
  trainingMs: 0,
  basis: 'OBSERVED',
});

it('counts whole milliseconds where an instance whose clock is ahead has seen it run until later than now', () => {
  const intervals = [ran(NOW - HOUR, NOW + MINUTE)];
  const { unitMs } = usageOfVersion(version({ intervals }), WATCH, { from: 0.5, to: NOW + 0.7 }, NOW + 0.7);
  expect(unitMs).toBe(2 * HOUR);
});

it.each<[string, RunInterval[], number, number, object]>([
  ['nothing', [], 0, HOUR, seen(0)],
  ['a run in the period', [ran(HOUR, 2 * HOUR)], 0, 3 * HOUR, seen(2 * HOUR)],
  ['the part of a run that is in the period', [ran(HOUR, 5 * HOUR)], 2 * HOUR, 3 * HOUR, seen(2 * HOUR)],
  ['no run before or after', [ran(HOUR, 2 * HOUR), ran(5 * HOUR, 6 * HOUR)], 3 * HOUR, 4 * HOUR, seen(0)],
  ['shared time once', [ran(HOUR, 3 * HOUR), ran(2 * HOUR, 4 * HOUR)], 0, 9 * HOUR, seen(6 * HOUR)],
  ['a run within another once', [ran(HOUR, 4 * HOUR), ran(2 * HOUR, 3 * HOUR)], 0, 9 * HOUR, seen(6 * HOUR)],
  [
    'nothing that is still to come',
    [ran(99 * HOUR, NOW, { endSeenAt: null })],
    0,
    200 * HOUR,
    seen(2 * HOUR),
  ],
])('counts %s', (_, intervals, from, to, expected) => {
  expect(usage({ intervals }, from, to)).toEqual(expected);
});

it.each<[string, Partial<VersionRecords>, typeof WATCH | null]>([
  ['ran before it was first seen', { intervals: [ran(2 * HOUR, 3 * HOUR, { isFromSeen: false })] }, WATCH],
  [
    'was not seen for a while after it ran',
    { intervals: [ran(HOUR, 2 * HOUR, { endSeenAt: 3 * HOUR })] },
    WATCH,
  ],
  ['may run on unseen', { intervals: [ran(HOUR, 2 * HOUR, { endSeenAt: null })] }, WATCH],
  ['scales by itself', { intervals: [ran(HOUR, 2 * HOUR, { maxInferenceUnits: 5 })] }, WATCH],
  ['has unknown units', { intervals: [ran(HOUR, 2 * HOUR, { minInferenceUnits: null })] }, WATCH],
  ['is of a project that nobody watched', {}, null],
  ['is of a project that was watched later', {}, { ...WATCH, watched: readWatched({ since: 2 * HOUR }) }],
  [
    'is of a project with a gap',
    {},
    { ...WATCH, watched: readWatched({ since: 0, gaps: [{ from: HOUR, to: 2 * HOUR }] }) },
  ],
  ['is of a project that was not seen since', {}, { ...WATCH, seenAt: 3 * HOUR }],
])('is at least so much where the version %s', (_, records, watch) => {
  expect(usage(records, 0, 4 * HOUR, watch).basis).toBe('AT_LEAST');
});

it('is known of a time before and after which nobody watched', () => {
  const gaps = [{ from: HOUR, to: 2 * HOUR }];
  const watch = { watched: readWatched({ since: 0, gaps }), seenAt: 3 * HOUR };
  const intervals = [ran(0, HOUR, { isFromSeen: false, endSeenAt: 2 * HOUR })];
  expect(usage({ intervals }, MINUTE, HOUR, watch).basis).toBe('OBSERVED');
  expect(usage({ intervals }, 2 * HOUR, 3 * HOUR, watch).basis).toBe('OBSERVED');
  expect(usage({ createdAt: 2 * HOUR, intervals: [] }, 0, 3 * HOUR, watch).basis).toBe('OBSERVED');
  expect(usage({ createdAt: 5 * HOUR }, 0, 3 * HOUR, watch).basis).toBeNull();
});

it('a project that is gone needs no watching', () => {
  const watch = { watched: readWatched({ since: 0, until: 2 * HOUR }), seenAt: null };
  expect(usage({}, HOUR, 50 * HOUR, watch as never).basis).toBe('OBSERVED');
});

it('a training counts in the period in which it ended', () => {
  const training = { projectArn, endedAt: 2 * HOUR, billedMs: HOUR };
  expect(usage({ training }, HOUR, 2 * HOUR).trainingMs).toBe(0);
  expect(usage({ training }, 2 * HOUR, 3 * HOUR).trainingMs).toBe(HOUR);
});

describe('what AWS metered', () => {
  const read = { from: HOUR, to: 2 * HOUR };
  const points = Array.from({ length: 30 }, (_, index) => [HOUR + index * MINUTE, 3.5] as const);
  const metered: MeteredStretch[] = [withPoints(undefined, projectArn, read, points)];

  it('takes the place of what was seen, and of what was not', () => {
    const intervals = [ran(0, 90 * MINUTE, { maxInferenceUnits: 5, isFromSeen: false })];
    expect(usage({ metered, intervals }, HOUR, 2 * HOUR, null)).toEqual({
      ...{ runningMs: 30 * MINUTE, unitMs: 105 * MINUTE, trainingMs: 0, basis: 'METERED' },
    });
  });

  it('is as well known as its weakest part', () => {
    expect(usage({ metered }, HOUR, 3 * HOUR).basis).toBe('OBSERVED');
    expect(usage({ metered }, HOUR, 3 * HOUR, null).basis).toBe('AT_LEAST');
  });

  it('goes on where it was read last, and leaves out what was before the life of the version', () => {
    const next = withPoints(metered[0], projectArn, { from: 2 * HOUR, to: 3 * HOUR }, [
      [HOUR, 9], // known
      [2 * HOUR, 1],
      [2 * HOUR + MINUTE, 1],
    ]);
    expect(next).toMatchObject({ from: HOUR, to: 3 * HOUR });
    expect(next.runs).toEqual([
      [HOUR, HOUR + 30 * MINUTE, 3.5],
      [2 * HOUR, 2 * HOUR + 2 * MINUTE, 1],
    ]);
    const later = withPoints(next, projectArn, { from: 5 * HOUR, to: 6 * HOUR }, []);
    expect(later).toEqual({ projectArn, from: 5 * HOUR, to: 6 * HOUR, runs: [] });
  });
});

it('two instances come to the same interval in any order', () => {
  const open = ran(HOUR, 2 * HOUR, { endSeenAt: null });
  const ended = ran(HOUR, 3 * HOUR, { endSeenAt: 4 * HOUR });
  expect(merged(open, ended)).toEqual(ended);
  expect(merged(ended, open)).toEqual(ended);
  expect(seenUntil(open, { sinceAt: 7 * HOUR, isSinceExact: true, seenAt: 9 * HOUR }).to).toBe(3 * HOUR);
});

it('records of an earlier release are read', () => {
  expect(readRunInterval({ projectArn, from: 1, to: 2 })).toMatchObject({
    isFromSeen: false,
    endSeenAt: null,
  });
  expect(readWatched({ since: 5 })).toEqual({ since: 5, until: null, gaps: [] });
});

it('a project that is found soon after it was made was watched from its beginning', () => {
  expect(watchedSince(5 * MINUTE, 0)).toBe(0);
  expect(watchedSince(10 * MINUTE, 0)).toBe(10 * MINUTE);
});

it('periods are cut by days and by each other', () => {
  const DAY = 24 * HOUR;
  expect(daysIn({ from: HOUR, to: DAY + HOUR })).toEqual([
    { from: HOUR, to: DAY },
    { from: DAY, to: DAY + HOUR },
  ]);
  expect(
    without({ from: 0, to: 9 }, [
      { from: 2, to: 3 },
      { from: 5, to: 12 },
    ]),
  ).toEqual([
    { from: 0, to: 2 },
    { from: 3, to: 5 },
  ]);
});
