import type { ModelVersionArn } from '../../../../src/domain/arn.js';
import {
  type PlannedStop,
  planStop,
  readPlannedStop,
} from '../../../../src/domain/automation/planned-stop.js';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { WATCHED_KIND } from '../../../../src/domain/money/watched.js';
import type { ModelVersionStatus } from '../../../../src/domain/status.js';
import { lastTagsOf, noteTags } from '../../../../src/services/money/last-tags.js';
import { makeChange } from '../../../../src/services/mutations/one-change.js';
import { setModelVersionStop } from '../../../../src/services/mutations/set-model-version-stop.js';
import { startWithStop } from '../../../../src/services/mutations/start-with-stop.js';
import { STOP_KIND } from '../../../../src/services/planned-stops.js';
import { createSession, type Session } from '../../../../src/services/session.js';
import { type AutomationStage, createAutomationStage } from '../../../support/automation-stage.js';
import { aProjectArn } from '../../../support/builders.js';
import { recordsWith } from '../../../support/records.js';
import { type Gate, inOrder, ordersOf } from '../../../support/two-writers.js';

const HOUR = 3_600_000;
const ONCE = { earlier: null, intend: async () => {}, withdraw: async () => {} };

let stage: AutomationStage;
beforeEach(() => {
  stage = createAutomationStage();
});
afterEach(() => stage.close());

/** A caller whose commits and starts wait for their turns. */
function sessionOf(subject: string, gate: Gate): Session {
  const { services, clock, upstream } = stage;
  const { records } = services;
  const gated = recordsWith(records, { commit: (...of) => gate(() => records.commit(...of)) });
  const startModelVersion: typeof upstream.startModelVersion = (...of) =>
    gate(() => upstream.startModelVersion(...of));
  return createSession(
    { ...services, records: gated, upstream: { ...upstream, startModelVersion } },
    { ...LOCAL_OWNER, subject },
    {
      ...{ priority: 'interactive', requestId: 'r', subject, deadlineAt: clock.now() + 24 * HOUR },
      cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    },
  );
}

async function addVersion(status: ModelVersionStatus): Promise<ModelVersionArn> {
  const { arn } = stage.upstream.addVersion(stage.project.arn, { name: 'v1', status, minInferenceUnits: 1 });
  await stage.clock.advance(1_000);
  return arn;
}

const stopOf = (arn: ModelVersionArn): PlannedStop | null => {
  const record = stage.services.records.get(STOP_KIND, arn);
  return record ? readPlannedStop(record.value) : null;
};

describe('a stop that somebody sets, while a budget stops the model', () => {
  /** The two steps of the caller: what it knows, and the commit. */
  it.each(ordersOf(2, 1))('%s', async (order) => {
    const arn = await addVersion('RUNNING');
    const now = stage.clock.now();
    const ended = await inOrder(order, {
      a: async (gate) => {
        const session = sessionOf('ann', gate);
        const change = setModelVersionStop(arn, { at: null, afterMs: HOUR, isRemoval: false });
        const before = await gate(() => change.before(session));
        return change.send(session, before);
      },
      b: (gate) =>
        gate(() => {
          const value = planStop({ at: now, afterMs: null, setBy: 'automation:budget/team', setAt: now });
          return stage.services.records.commit([{ kind: STOP_KIND, key: arn, value }]);
        }),
    });
    // A caller that could see the budget's stop moves it; one that could not is told.
    const isSeen = order.startsWith('B');
    expect(stopOf(arn)?.setBy).toBe(isSeen ? 'ann' : 'automation:budget/team');
    const refused = {
      status: 'rejected',
      reason: { code: 'IN_USE', details: { field: ['modelVersionArn'] } },
    };
    expect(ended.a).toMatchObject(order === 'ABA' ? refused : { status: 'fulfilled' });
  });

  it('the stop of another person at the same moment is replaced, as one before it would be', async () => {
    const arn = await addVersion('RUNNING');
    const set = (subject: string, afterMs: number) => async (gate: Gate) => {
      const session = sessionOf(subject, gate);
      const change = setModelVersionStop(arn, { at: null, afterMs, isRemoval: false });
      return makeChange(session, { use: ONCE, guarded: (act) => act() }, change);
    };
    const ended = await inOrder('AB', { a: set('ann', HOUR), b: set('bob', 2 * HOUR) });
    expect([ended.a.status, ended.b.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(stopOf(arn)).toMatchObject({ setBy: 'bob', afterMs: 2 * HOUR });
  });
});

describe('two starts at the same moment', () => {
  it.each(ordersOf(4, 4))('leave the stop of the one that AWS accepts: %s', async (order) => {
    const arn = await addVersion('STOPPED');
    const start = (subject: string, afterMs: number) => async (gate: Gate) => {
      const session = sessionOf(subject, gate);
      const change = startWithStop(arn, { min: 1, max: null }, afterMs);
      const before = await gate(() => change.before(session));
      return change.answer(session, await change.send(session, before), before);
    };
    const ended = await inOrder(order, { a: start('ann', HOUR), b: start('bob', 2 * HOUR) });
    const accepted = [ended.a, ended.b].filter((it) => it.status === 'fulfilled');
    expect(accepted).toHaveLength(1);
    const isOfA = ended.a.status === 'fulfilled';
    expect(stopOf(arn)).toMatchObject(
      isOfA ? { setBy: 'ann', afterMs: HOUR } : { setBy: 'bob', afterMs: 2 * HOUR },
    );
  });
});

it('tags that were read sooner do not take the place of those that were read later, in whatever order they come', async () => {
  const { records } = stage.services;
  const note = (value: string, readAt: number) => noteTags(records, arn, [{ key: 'team', value }], readAt);
  const arn = aProjectArn();
  await records.commit([{ kind: WATCHED_KIND, key: arn, value: { since: 0, until: null, gaps: [] } }]);
  for (const values of [
    ['new', 'old'],
    ['old', 'new'],
  ]) {
    for (const value of values) note(value, value === 'new' ? 2_000 : 1_000);
    await stage.clock.advance(0);
    expect(lastTagsOf(records, arn)).toEqual([{ key: 'team', value: 'new' }]);
  }
});
