import { readChanges } from '../../../src/automation/change-reader.js';
import { createMemoryLog } from '../../../src/catalog/memory/memory-catalog.js';
import type { StatusChange } from '../../../src/domain/event.js';
import { aModelVersion } from '../../support/builders.js';
import { createTestClock } from '../../support/test-clock.js';

const KEPT = 3;

function createStage(onChanged?: (status: StatusChange['status']) => void) {
  const clock = createTestClock();
  const statusLog = createMemoryLog(clock, { retentionMs: 86_400_000, maxEntries: KEPT });
  const told: unknown[] = [];
  const { arn: versionArn, projectArn } = aModelVersion();
  return {
    ...{ clock, statusLog, told },
    add: (...statuses: StatusChange['status'][]) =>
      statusLog.add(
        statuses.map((status) => ({
          ...{ versionArn, projectArn, version: null, previousStatus: null, status },
          observedAt: clock.now(),
        })),
      ),
    read: (after: string | null) =>
      readChanges({
        ...{ statusLog, clock, after, onBegin: () => told.push('begin') },
        onChanged: ({ status }) => {
          told.push(status);
          onChanged?.(status);
        },
        onGap: () => told.push('gap'),
        onDefect: () => told.push('defect'),
      }),
  };
}

it('tells of every change after a position, also of those from before it had begun to read', async () => {
  const { clock, statusLog, told, add, read } = createStage();
  const after = await statusLog.tail();
  const end = read(after);
  add('STARTING');
  await clock.advance(0);
  add('RUNNING');
  await clock.advance(0);
  expect(told).toEqual(['begin', 'STARTING', 'RUNNING']);
  end();
});

it('tells of a gap where it fell behind the log, and goes on', async () => {
  const { clock, told, add, read } = createStage();
  const end = read(null);
  await clock.advance(0);
  add('STOPPED');
  await clock.advance(0);
  add(...Array<'STARTING'>(2 * KEPT).fill('STARTING'));
  await clock.advance(0);
  expect(told).toEqual(['begin', 'STOPPED', 'defect']);
  await clock.advance(1_000);
  add('RUNNING');
  await clock.advance(0);
  expect(told).toEqual(['begin', 'STOPPED', 'defect', 'begin', 'gap', 'RUNNING']);
  end();
});

it('tells of a change whose handling threw as a defect, once, and reads on with the next', async () => {
  const { clock, told, add, read } = createStage((status) => {
    if (status === 'STARTING') throw new Error('not this one');
  });
  const end = read(null);
  await clock.advance(0);
  add('STARTING', 'RUNNING');
  await clock.advance(0);
  expect(told).toEqual(['begin', 'STARTING', 'defect']);
  await clock.advance(1_000);
  expect(told).toEqual(['begin', 'STARTING', 'defect', 'begin', 'RUNNING']);
  end();
});

it('tells of nothing after its end', async () => {
  const { clock, told, add, read } = createStage();
  const end = read(null);
  await clock.advance(0);
  end();
  add('RUNNING');
  await clock.advance(5_000);
  expect(told).toEqual(['begin']);
});
