import { type Inventory, versionsIn } from '../support/data-files.js';
import { addProjects, createPolling, MINUTE_MS } from '../unit/poller/polling.js';
import { type Grown, INVENTORIES } from './inventories.js';

/** In that many projects one version moves, and never arrives. */
const MOVING = [0, 1, 10];
const NAMES: Readonly<Record<number, string>> = {
  0: 'nothing moves',
  1: 'one version moves',
  10: "ten move, in a project each: AWS's rate is the limit",
};
/** The longest interval between two looks at a project; the first of them takes a minute. */
const WARM_UP_MS = 5 * MINUTE_MS;
/** Twice that. */
const MINUTES = 10;

/** Calls to AWS in a minute, by what there is. On the test clock: nothing else has a part in it. */
export async function measurePolls(): Promise<Grown[]> {
  const lines: Grown[] = [];
  for (const moving of MOVING) {
    const points: [number, number][] = [];
    for (const inventory of INVENTORIES)
      if (inventory.projects >= moving)
        points.push([versionsIn(inventory), await callsAMinute(inventory, moving)]);
    lines.push({ name: NAMES[moving] ?? '', points });
  }
  return lines;
}

async function callsAMinute({ projects, versionsEach }: Inventory, moving: number): Promise<number> {
  const { clock, upstream, poller, callsDuring } = createPolling({ random: Math.random });
  for (const [index, { arn }] of addProjects(upstream, projects).entries()) {
    for (let v = 2; v <= versionsEach; v++) upstream.addVersion(arn, { name: `v${v}` });
    const [first] = upstream.worldOf(arn);
    if (index < moving && first) upstream.setStatus(first.arn, 'TRAINING_IN_PROGRESS');
  }
  poller.start();
  await clock.advance(WARM_UP_MS);
  const calls = await callsDuring(() => clock.advance(MINUTES * MINUTE_MS));
  await poller.stop();
  return calls.length / MINUTES;
}
