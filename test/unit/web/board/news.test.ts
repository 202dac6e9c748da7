import type { ModelVersionStatus } from '../../../../src/client/index.js';
import { afterEvents, freshest } from '../../../../src/web/board/data/news.js';
import { EMPTY } from '../../../../src/web/board/data/snapshot.js';
import type { Told } from '../../../../src/web/board/data/told.js';
import { fc } from '../../../support/properties.js';
import { modelOf } from './models.js';

const ARNS = ['a', 'b', 'c'].map((name) => `arn:x:project/cats/version/${name}/1`);
const STATUSES: readonly (ModelVersionStatus | null)[] = ['STARTING', 'RUNNING', 'STOPPING', 'STOPPED', null];

let cursor = 0;
const event = (arn: string, status: ModelVersionStatus | null, second: number): Told => ({
  ...{ kind: 'STATUS_CHANGED', cursor: String(cursor++), arn, previousStatus: 'STOPPED', status },
  ...{ observedAt: new Date(second * 1_000).toISOString(), about: null, words: null },
});
const progress = (about: string): Told => ({
  ...{ ...event('', null, 1), kind: 'WORKFLOW_CHANGED', arn: null, about, words: 'goes on' },
});

const anyEvents = fc
  .array(fc.tuple(fc.constantFrom(...ARNS), fc.constantFrom(...STATUSES), fc.boolean()), { maxLength: 40 })
  .map((told) =>
    told.map(([arn, status, isProgress], index) => (isProgress ? progress(arn) : event(arn, status, index))),
  );

it('events in one frame leave what they leave one by one', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const models = new Map(ARNS.map((arn) => [arn, modelOf({ arn })]));
      const start = { ...EMPTY, models };
      const together = afterEvents(start, events);
      let singly = start;
      for (const it of events) singly = { ...singly, ...afterEvents(singly, [it]) };
      expect([...together.models]).toEqual([...singly.models]);
      expect([...together.histories]).toEqual([...singly.histories]);
      expect(together.recent).toEqual(singly.recent);
    }),
    { numRuns: 200 },
  );
});

it('a model that comes or goes counts in its project, and in no other', () => {
  const projectOf = (name: string) => ({ arn: `arn:x:project/${name}/1`, all: { totalCount: 2 } });
  const projects = new Map(['cats', 'cats-2'].map(projectOf).map((it) => [it.arn, it])) as never;
  const arn = ARNS[0] as string;
  const born = { ...event(arn, 'TRAINING_IN_PROGRESS', 1), previousStatus: null } as Told;
  const after = afterEvents({ ...EMPTY, projects }, [born, event(arn, 'STOPPED', 2)]).projects;
  expect([...after.values()].map(({ all }) => all.totalCount)).toEqual([3, 2]);
});

it('of a workflow only the last of its news stays, and numbers go on', () => {
  const [first, second, third] = [progress('a'), progress('b'), progress('a')];
  const { recent } = afterEvents(EMPTY, [first, second, third]);
  expect(recent.map((it) => [it.cursor, it.number])).toEqual([
    [third.cursor, 3],
    [second.cursor, 2],
  ]);
});

it('what was read before an event does not undo it', () => {
  const [arn = ''] = ARNS;
  const old = modelOf({
    arn,
    status: 'STOPPED',
    observedAt: '2026-01-01T00:00:00.000Z',
    minInferenceUnits: 4,
  });
  const told = modelOf({ arn, status: 'STARTING', observedAt: '2026-01-01T00:00:01.000Z' });
  const one = (model: typeof old) => new Map([[arn, model]]);
  expect(freshest(one(told), one(old), new Set()).get(arn)).toMatchObject({
    status: 'STARTING',
    minInferenceUnits: 4,
  });
  expect(freshest(one(old), one(told), new Set()).get(arn)).toEqual(told);
  expect(freshest(new Map(), one(old), new Set([arn])).size).toBe(0);
});
