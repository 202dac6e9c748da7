import { RecordRunner } from '../../../src/automation/runner.js';
import { createMemoryLog } from '../../../src/catalog/memory/memory-catalog.js';
import { silentLog } from '../../../src/log.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import { aModelVersion } from '../../support/builders.js';
import { createTestClock } from '../../support/test-clock.js';

const KIND = 'thing';

/** A runner over one record, whose decision is of interest whenever any version has changed. */
async function createStage(failing: { isConcerned?: () => void; onStarted?: () => void }) {
  const clock = createTestClock();
  const statusLog = createMemoryLog(clock, { retentionMs: 86_400_000, maxEntries: 100 });
  const records = new MemoryRecords();
  const errors: string[] = [];
  let decisions = 0;
  const runner = new RecordRunner({
    reconcilers: [
      {
        kind: KIND,
        versionsOf: () => () => {
          failing.isConcerned?.();
          return true;
        },
        decide: () => {
          decisions += 1;
          return { act: null, wakeAt: null, reason: '' };
        },
        act: async () => {},
      },
    ],
    ...{ records, statusLog, clock, isHolder: () => true, fencingToken: () => 1 },
    log: { ...silentLog, error: ({ err }: { err: Error }) => errors.push(err.message) },
    onStarted: () => failing.onStarted?.(),
  });
  await runner.start();
  await records.commit([{ kind: KIND, key: 'one', value: {} }]);
  await clock.advance(1_000);
  const { arn: versionArn, projectArn } = aModelVersion();
  return {
    ...{ runner, errors },
    /** How often the record was decided upon after a version had begun to run. */
    async decisionsAfterStart(): Promise<number> {
      const before = decisions;
      const change = { previousStatus: 'STARTING', status: 'RUNNING', observedAt: clock.now() } as const;
      statusLog.add([{ ...{ versionArn, projectArn, version: null }, ...change }]);
      await clock.advance(5_000);
      return decisions - before;
    },
  };
}

const isBroken = () => {
  throw new Error('broken');
};

it.each([
  { what: 'nothing', failing: {}, logged: [] },
  { what: 'whether a change concerns a record', failing: { isConcerned: isBroken }, logged: ['broken'] },
  { what: 'what else is told of a start', failing: { onStarted: isBroken }, logged: ['broken'] },
])('a record is looked at after a change also where $what fails', async ({ failing, logged }) => {
  const { runner, errors, decisionsAfterStart } = await createStage(failing);
  expect(await decisionsAfterStart()).toBeGreaterThan(0);
  expect(errors).toEqual(logged);
  await runner.stop();
});
