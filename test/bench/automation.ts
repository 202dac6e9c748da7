import { setTimeout as pause } from 'node:timers/promises';
import { RecordRunner, type Runner } from '../../src/automation/runner.js';
import { ScheduleReconciler } from '../../src/automation/schedule-reconciler.js';
import { VersionQueues } from '../../src/automation/version-queues.js';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import { systemClock } from '../../src/clock.js';
import type { ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import { readSchedule, scheduleKey } from '../../src/domain/automation/schedule.js';
import { silentLog } from '../../src/log.js';
import { MemoryRecords } from '../../src/records/memory-records.js';
import { SCHEDULE_KIND } from '../../src/services/schedule-index.js';
import { SCHEDULE_STATE_KIND } from '../../src/services/schedules.js';
import type { Services } from '../../src/services/session.js';
import { UNPROTECTED } from '../support/open-pipeline.js';
import { median } from './statistics.js';

// What schedules cost while nothing is due: the processor time of a runner over 10,000 of them, beside one over none.

const SCHEDULES = 10_000;
const OF_A_PROJECT = 50;
const ROUNDS = 5;
const REST_MS = Number(process.env.AUTOMATION_REST_MS ?? 10_000);
/** After the last has been written down: each is decided once more. */
const SETTLED_MS = 5_000;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'];

interface Rest {
  /** From the start of the runner until all that there is to settle is on record. */
  readonly settleMs: number;
  /** Processor time in a second of rest, milliseconds. */
  readonly restCpuMs: number;
}

/** Its window opens in three days: nothing is due, and no review either. */
function farWindow(): string {
  const day = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'][(new Date().getUTCDay() + 3) % 7];
  return `${day} 08:00-18:00`;
}

async function fill(records: Services['records'], count: number): Promise<void> {
  const window = farWindow();
  const changes = Array.from({ length: count }, (_, index) => {
    const name = `p${Math.floor(index / OF_A_PROJECT)}`;
    const projectArn = `arn:aws:rekognition:us-east-1:123456789012:project/${name}/1` as ProjectArn;
    const value = readSchedule({
      ...{ projectArn, name: `s${index}`, windows: [window], timeZone: ZONES[index % ZONES.length] ?? 'UTC' },
      modelVersionArn: `${projectArn.slice(0, -2)}/version/v${index}/1` as ModelVersionArn,
      ...{ minInferenceUnits: 1, updatedAt: Date.now(), author: { subject: 'ann', groups: [], grants: [] } },
    });
    return { kind: SCHEDULE_KIND, key: scheduleKey(projectArn, value.name), value };
  });
  await records.commit(changes);
}

function runnerOver(records: Services['records']): Runner {
  const clock = systemClock;
  const catalog = new MemoryCatalog({ clock, retentionMs: 86_400_000, maxEntries: 10_000 });
  const services = { ...UNPROTECTED, records, catalog, clock } as unknown as Services;
  const acting = { services, log: silentLog, turns: new VersionQueues(), onAct: () => {} };
  return new RecordRunner({
    ...{
      reconcilers: [new ScheduleReconciler(acting)],
      records,
      statusLog: catalog.log,
      clock,
      log: silentLog,
    },
    ...{ isHolder: () => true, fencingToken: () => 1 },
  });
}

async function measure(count: number): Promise<Rest> {
  const records = new MemoryRecords();
  await fill(records, count);
  const runner = runnerOver(records);
  let left = count;
  records.subscribe(SCHEDULE_STATE_KIND, () => {
    left -= 1;
  });
  const startedAt = performance.now();
  await runner.start();
  while (left > 0) await pause(20);
  const settleMs = performance.now() - startedAt;
  await pause(SETTLED_MS);
  const before = process.cpuUsage();
  await pause(REST_MS);
  const { user, system } = process.cpuUsage(before);
  await runner.stop();
  return { settleMs, restCpuMs: (user + system) / REST_MS };
}

async function main(): Promise<void> {
  const rests: [none: Rest, all: Rest][] = [];
  for (let round = 0; round < ROUNDS; round++) rests.push([await measure(0), await measure(SCHEDULES)]);
  const of = (pick: (pair: [Rest, Rest]) => number) => median(rests.map(pick)).toFixed(2);
  console.info(`${SCHEDULES} schedules, ${ROUNDS} rounds of ${REST_MS / 1_000} s, medians`);
  console.info(
    `processor at rest, ms a second: none ${of(([none]) => none.restCpuMs)}, all ${of(([, all]) => all.restCpuMs)}`,
  );
  console.info(`more than none, ms a second: ${of(([none, all]) => all.restCpuMs - none.restCpuMs)}`);
  console.info(`all settled after a start, ms: ${of(([, all]) => all.settleMs)}`);
}

void main();
