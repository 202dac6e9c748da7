import {
  type Change,
  durationsOf,
  expectedEndOf,
  median,
  sinceOf,
} from '../../../../src/web/board/data/history.js';
import { modelOf } from './models.js';

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();

/** Newest first, as the gateway tells them. */
const changes = (...told: [Change['previousStatus'], Change['status'], number][]): Change[] =>
  told.map(([previousStatus, status, seconds]) => ({ previousStatus, status, observedAt: at(seconds) }));

it.each([
  [[], null],
  [[3], 3],
  [[9, 1, 5], 5],
  [[8, 2], 5],
])('the median of %j is %p', (numbers, expected) => expect(median(numbers)).toBe(expected));

describe('the time that a status takes', () => {
  const histories = new Map([
    [
      'a',
      changes(
        ['STARTING', 'RUNNING', 130],
        ['STOPPED', 'STARTING', 100],
        ['STOPPING', 'STOPPED', 60],
        ['RUNNING', 'STOPPING', 50],
      ),
    ],
    ['b', changes(['STARTING', 'RUNNING', 250], ['STOPPED', 'STARTING', 200])],
  ]);

  it('is taken from one change to the next of the same model', () => {
    const durations = durationsOf(histories, new Map());
    expect(durations.get('STARTING')).toEqual([30_000, 50_000]);
    expect(durations.get('STOPPING')).toEqual([10_000]);
  });

  it('is not taken where changes between were missed', () => {
    const torn = new Map([['a', changes(['STOPPING', 'STOPPED', 90], ['STOPPED', 'STARTING', 10])]]);
    expect(durationsOf(torn, new Map()).size).toBe(0);
  });

  it('of a training is what AWS says, and what was observed where AWS says nothing', () => {
    const began = changes(
      ['TRAINING_IN_PROGRESS', 'TRAINING_COMPLETED', 90],
      [null, 'TRAINING_IN_PROGRESS', 60],
    );
    const timesOf = (trainings: ReadonlyMap<string, number>) =>
      durationsOf(new Map([['a', began]]), trainings).get('TRAINING_IN_PROGRESS');
    expect(timesOf(new Map([['a', 7]]))).toEqual([7]);
    expect(timesOf(new Map())).toEqual([30_000]);
  });

  it('gives the end of a model that is on its way', () => {
    const model = modelOf({ arn: 'c', status: 'STARTING' });
    const known = new Map([...histories, ['c', changes(['STOPPED', 'STARTING', 300])]]);
    const durations = durationsOf(known, new Map());
    expect(expectedEndOf(model, known, durations)).toEqual({ at: 340_000, from: 2 });
  });

  it('gives no end where none was observed, or where the beginning is unknown', () => {
    const model = modelOf({ arn: 'c', status: 'STARTING' });
    expect(expectedEndOf(model, histories, durationsOf(histories, new Map()))).toBeNull();
    const known = new Map([['c', changes(['STOPPED', 'STARTING', 300])]]);
    expect(expectedEndOf(model, known, durationsOf(known, new Map()))).toBeNull();
  });
});

it('a training began when its model was created, and a status that nobody saw begin is unknown', () => {
  const creationTimestamp = at(40);
  expect(sinceOf(modelOf({ status: 'TRAINING_IN_PROGRESS', creationTimestamp }), new Map())).toBe(40_000);
  expect(sinceOf(modelOf({ status: 'RUNNING', creationTimestamp }), new Map())).toBeNull();
});
