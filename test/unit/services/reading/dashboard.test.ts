import type { AccountRegion } from '../../../../src/domain/arn.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import type { CallContext } from '../../../../src/upstream/port.js';
import { HERE } from '../../../support/builders.js';
import { createRandom } from '../../../support/random.js';
import { addProjects, createPolling, HOUR_MS, MINUTE_MS, POLL_INTERVAL_MS } from '../../poller/polling.js';

const PROJECTS = 6;
const AWS_MS = 200;
const WORKING_HOURS = 6;

/** The poller and a reader of a gateway over six projects, as with the demo, on a clock of the test's. */
function createStage(readRevalidateMs: number) {
  const { clock, upstream, catalog, poller } = createPolling();
  const projects = addProjects(upstream, PROJECTS);
  upstream.delayMs = () => AWS_MS;
  const reader = new Reader({
    ...{ upstream, catalog, clock, readRevalidateMs, onRead: poller.noteRead },
    ...{ readMaxAgeMs: 2_000, transitionMaxAgeMs: POLL_INTERVAL_MS + 1_000, staleIfErrorMs: 600_000 },
    ...(readRevalidateMs > 0 && { onListRead: (at: AccountRegion) => poller.noteListRead(at) }),
  });
  function aCallContext(): CallContext {
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    return { priority: 'interactive', requestId: 'r', deadlineAt: clock.now() + 25_000, cost };
  }
  /** What a dashboard shows. */
  async function show() {
    const listed = await reader.projects(HERE, aCallContext());
    return Promise.all(listed.map(({ arn }) => reader.versions(arn, aCallContext())));
  }
  poller.start();
  return { clock, upstream, poller, projects, show };
}

it('shows six projects after a minute of quiet without waiting for AWS', async () => {
  const { clock, upstream, poller, show } = createStage(30_000);
  const first = show();
  await clock.advance(5_000);
  await first;
  for (let round = 0; round < 5; round++) {
    await clock.advance(MINUTE_MS);
    upstream.delayMs = () => HOUR_MS; // who waits for AWS now is not answered
    expect((await show()).map((it) => it.length)).toEqual(Array(PROJECTS).fill(1));
    upstream.delayMs = () => AWS_MS;
  }
  poller.stop();
});

/** Calls to AWS in a working day in which people look at dashboards: some reload every few seconds, some come by now and then. */
async function callsOfWork(
  readRevalidateMs: number,
): Promise<{ readonly calls: number; readonly shown: number }> {
  const { clock, upstream, poller, show } = createStage(readRevalidateMs);
  const random = createRandom(7);
  const endsAt = clock.now() + WORKING_HOURS * HOUR_MS;
  const open: Promise<unknown>[] = [];
  let shown = 0;
  while (clock.now() < endsAt) {
    const everyMs = [5_000, 10_000, 30_000, MINUTE_MS][Math.floor(random() * 4)] ?? MINUTE_MS;
    for (let i = 0; i < 40; i++) {
      open.push(
        show().then(() => {
          shown += 1;
        }),
      );
      await clock.advance(everyMs);
    }
    await clock.advance(random() * HOUR_MS); // nobody looks
  }
  await Promise.all(open);
  void poller.stop();
  return { calls: upstream.calls.length, shown };
}

it('calls AWS at most 1.05 times as often in a working day of dashboards as when every reader waited', async () => {
  const before = await callsOfWork(0);
  const now = await callsOfWork(30_000);
  expect(now.shown).toBe(before.shown);
  expect(now.calls).toBeLessThanOrEqual(1.05 * before.calls);
  expect(before.calls).toBeGreaterThan(1_000);
});
