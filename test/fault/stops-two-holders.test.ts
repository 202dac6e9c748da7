import { setTimeout as pause } from 'node:timers/promises';
import { planStop } from '../../src/domain/automation/planned-stop.js';
import { scheduleKey } from '../../src/domain/automation/schedule.js';
import { RedisKeys } from '../../src/idempotency/redis-keys.js';
import { silentLog } from '../../src/log.js';
import { RedisRecords } from '../../src/records/redis-records.js';
import { STOP_KIND } from '../../src/services/planned-stops.js';
import { SCHEDULE_KIND } from '../../src/services/schedule-index.js';
import { type AutomationStage, createAutomationStage } from '../support/automation-stage.js';
import { RedisStage } from '../support/redis-stage.js';
import { until } from '../support/until.js';

const redis = new RedisStage();
let stage: AutomationStage;
const ends: (() => unknown)[] = [];
beforeEach(() => {
  stage = createAutomationStage();
});
afterEach(async () => {
  await stage.close();
  for (const end of ends.splice(0)) await end();
});

/** What an instance of its own holds on Redis. */
async function anInstance(names: ReturnType<RedisStage['names']>, self: string) {
  const link = await redis.link();
  const records = new RedisRecords({
    ...{ url: redis.redis.url, link, names },
    ...{ log: silentLog, lease: 'automation' },
  });
  ends.push(() => records.close());
  await records.ready(5_000);
  const keys = new RedisKeys({ link, names, clock: stage.clock, ownClock: stage.clock, self });
  await keys.start();
  ends.push(() => keys.close());
  return { records, keys };
}

async function goOn(rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i += 1) {
    await stage.clock.advance(50);
    await pause(5);
  }
}

it('two instances that hold the lease by force act once', async () => {
  const { arn } = stage.upstream.addVersion(stage.project.arn, { name: 'v1', status: 'RUNNING' });
  await stage.clock.advance(10_000);
  const names = redis.names();
  const [one, two] = [await anInstance(names, 'one'), await anInstance(names, 'two')];
  stage.upstream.delayMs = ({ method }) => (method === 'stopModelVersion' ? 500 : 0);
  await stage.createRunner(one, 1).start();
  await stage.createRunner(two, 2).start();
  const now = stage.clock.now();
  const value = planStop({ at: now + 1_000, afterMs: null, setBy: 'ann', setAt: now });
  await one.records.commit([{ kind: STOP_KIND, key: arn, value }]);
  await until(async () => {
    await goOn(1);
    return stage.stops().length > 0;
  });
  await goOn(200);
  expect(stage.stops()).toHaveLength(1);
  stage.upstream.setStatus(arn, 'STOPPED');
  await until(async () => {
    await goOn(20);
    return one.records.get(STOP_KIND, arn) === undefined && two.records.get(STOP_KIND, arn) === undefined;
  });
  expect(stage.stops()).toHaveLength(1);
});

it('two instances that hold the lease by force start and stop for a schedule once', async () => {
  const { arn } = stage.upstream.addVersion(stage.project.arn, { name: 'v1', status: 'STOPPED' });
  await stage.clock.advance(10_000);
  const names = redis.names();
  const [one, two] = [await anInstance(names, 'one'), await anInstance(names, 'two')];
  stage.upstream.delayMs = ({ method }) => (/^st(art|op)/.test(method) ? 500 : 0);
  await stage.createRunner(one, 1).start();
  await stage.createRunner(two, 2).start();
  const now = stage.clock.now();
  const schedule = {
    ...{ projectArn: stage.project.arn, name: 'minutes', modelVersionArn: arn, timeZone: 'UTC' },
    windows: [`THU 00:00-${new Date(now + 60_000).toISOString().slice(11, 16)}`],
    ...{ minInferenceUnits: 1, updatedAt: now, author: { subject: 'ann', groups: [], grants: [] } },
  };
  const key = scheduleKey(stage.project.arn, schedule.name);
  await one.records.commit([{ kind: SCHEDULE_KIND, key, value: schedule }]);
  const starts = () => stage.upstream.calls.filter(({ method }) => method === 'startModelVersion');
  await until(async () => {
    await goOn(1);
    return starts().length > 0;
  });
  await goOn(100);
  stage.upstream.setStatus(arn, 'RUNNING');
  await until(async () => {
    await goOn(20);
    return stage.stops().length > 0;
  });
  await goOn(200);
  expect(starts()).toHaveLength(1);
  expect(stage.stops()).toHaveLength(1);
});
