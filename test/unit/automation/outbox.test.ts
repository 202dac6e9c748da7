import { EventReconciler } from '../../../src/automation/event-reconciler.js';
import { RecordRunner, type Runner } from '../../../src/automation/runner.js';
import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../../src/catalog/port.js';
import { GatewayError } from '../../../src/domain/errors.js';
import type { GatewayEvent } from '../../../src/domain/gateway-event.js';
import { silentLog } from '../../../src/log.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import { EVENT_KIND, toldWith } from '../../../src/services/outbox.js';
import { aGatewayEvent } from '../../support/gateway-events.js';
import { createRandom } from '../../support/random.js';
import { createTestClock } from '../../support/test-clock.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function createStage() {
  const clock = createTestClock();
  const catalog = new MemoryCatalog({ clock, retentionMs: 86_400_000, maxEntries: 100 });
  const records = new MemoryRecords();
  const runners: Runner[] = [];
  return {
    ...{ clock, catalog, records },
    /** One more holder of the lease. */
    async start(log: Partial<Catalog['log']> = {}, fencingToken = 1): Promise<Runner> {
      const own = { records, catalog: { log: { ...catalog.log, ...log } } };
      const runner = new RecordRunner({
        ...{ reconcilers: [new EventReconciler(own)], records, statusLog: catalog.log, clock },
        ...{ log: silentLog, isHolder: () => true, fencingToken: () => fencingToken },
      });
      runners.push(runner);
      await runner.start();
      return runner;
    },
    tell: (message: string) => {
      const { id: _, ...event } = aGatewayEvent('');
      return records.commit([toldWith({ ...event, at: clock.wallNow(), message })]);
    },
    async settle(): Promise<void> {
      for (let i = 0; i < 200 && records.list(EVENT_KIND).length > 0; i += 1) {
        await clock.advance(100);
        await turn();
      }
    },
    async told(): Promise<(string | undefined)[]> {
      const follower = await catalog.log.follow(start, { kinds: ['AUTOMATION_FAILED'] });
      const messages: (string | undefined)[] = [];
      while (!follower.isAtEnd) {
        const { value } = await follower.next();
        messages.push(value.kind === 'TOLD' ? value.event.message : value.kind);
      }
      await follower.return?.();
      return messages;
    },
    stop: () => Promise.all(runners.map((it) => it.stop())),
  };
}

let stage: ReturnType<typeof createStage>;
let start: string;
beforeEach(async () => {
  stage = createStage();
  start = await stage.catalog.log.tail();
});
afterEach(() => stage.stop());

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

it('events go into the log in the order of their commits, whatever moment they name, and leave no record', async () => {
  await stage.start();
  for (const it of numbers(250)) {
    if (Number(it) % 7 === 0) await stage.clock.advance(10);
    await stage.tell(it);
  }
  await stage.settle();
  expect(await stage.told()).toEqual(numbers(250));
  expect(stage.records.list(EVENT_KIND)).toEqual([]);
});

it('what waited while nobody held the lease is told when somebody does', async () => {
  for (const it of numbers(120)) await stage.tell(it);
  await stage.start();
  await stage.settle();
  expect(await stage.told()).toEqual(numbers(120));
});

it('a crash between the log and the deletion tells nothing twice', async () => {
  await Promise.all(numbers(5).map((it) => stage.tell(it)));
  const waiting = stage.records.list<GatewayEvent>(EVENT_KIND);
  const inOrder = [...waiting].sort((a, b) => Number(a.revision) - Number(b.revision));
  await stage.catalog.log.append(inOrder.slice(0, 3).map(({ key, value }) => ({ ...value, id: key })));
  await stage.start();
  await stage.settle();
  expect(await stage.told()).toEqual(numbers(5));
});

it('while nothing can be logged the events wait, and go then in their order', async () => {
  let isAway = true;
  await stage.start({
    append: async (events) => {
      if (isAway) throw new GatewayError('STORAGE_UNAVAILABLE', 'away');
      await stage.catalog.log.append(events);
    },
  });
  for (const it of numbers(40)) await stage.tell(it);
  for (let i = 0; i < 30; i += 1) await stage.clock.advance(1_000);
  expect(stage.records.list(EVENT_KIND)).toHaveLength(40);
  isAway = false;
  await stage.settle();
  expect(await stage.told()).toEqual(numbers(40));
});

it.each(numbers(20).map(Number))(
  'two holders by force, slow and cut off at any step, tell each once (%i)',
  async (seed) => {
    const random = createRandom(seed);
    const slowly: Pick<Catalog['log'], 'append'> = {
      async append(events) {
        for (let left = Math.floor(random() * 4); left > 0; left -= 1) await turn();
        await stage.catalog.log.append(events);
        for (let left = Math.floor(random() * 4); left > 0; left -= 1) await turn();
        if (random() < 0.2) throw new GatewayError('STORAGE_UNAVAILABLE', 'logged, and not known to be');
      },
    };
    await stage.start(slowly, 1);
    await stage.start(slowly, 2);
    for (const it of numbers(60)) {
      await stage.tell(it);
      if (random() < 0.3) await turn();
      if (random() < 0.1) await stage.clock.advance(200);
    }
    await stage.settle();
    expect(await stage.told()).toEqual(numbers(60));
  },
);
