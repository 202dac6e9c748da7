import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import type { Subscription } from '../../../../src/server/subscriptions/subscription.js';
import { nextOf } from '../../../support/next-of.js';
import { createStreamStage, type StreamStage } from '../../../support/stream-stage.js';

setFlagsFromString('--expose-gc');
// Else V8 drops a megabyte of code that has not run for a while, between two measurements or not.
setFlagsFromString('--no-flush-bytecode');
const collectGarbage: () => void = runInNewContext('gc');

const VERSIONS = 4_000;
/** Until what runs for each is compiled: that is kept, too, and more than what a subscriber keeps. */
const WARM_UP = 40;
const SUBSCRIBERS = 16;
const MAX_BYTES_EACH = 16 * 1024;
const QUERY = `subscription {
  modelVersionStatusChanged(statuses: [TRAINING_COMPLETED], includeCurrent: true) { kind cursor }
}`;

const open = (stage: StreamStage): Promise<Subscription> =>
  stage.engine.open({
    query: QUERY,
    operationName: null,
    variables: {},
    extensions: {},
    requestId: 'request',
    caller: LOCAL_OWNER,
    transport: 'sse',
    resumeAfter: null,
  });

/** Gets how so many stand; after the last, it asks for the next. */
async function readCurrent(subscription: Subscription, count: number): Promise<void> {
  for (let left = count; left > 0; left--) await nextOf(subscription);
  if (count === VERSIONS) subscription.requestNext({ take: () => {}, fail: () => {} });
  await new Promise((resolve) => setImmediate(resolve));
}

async function heapBytes(): Promise<number> {
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

it.each([
  ['has got how 4,000 versions stand', VERSIONS],
  ['has got all but a few of them, and reads no more', VERSIONS - 10],
])('keeps at most 16 KiB for each subscriber that %s', async (_, told) => {
  const stage = createStreamStage();
  const status = 'TRAINING_COMPLETED';
  for (let i = 0; i < VERSIONS; i++) stage.upstream.addVersion(stage.project.arn, { name: `t${i}`, status });
  const subscriptions: Subscription[] = [];
  const subscribe = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const subscription = await open(stage);
      subscriptions.push(subscription);
      await stage.makeChanges(1); // of others, so that it is not at the end of the log when all is told
      await readCurrent(subscription, told);
    }
    return heapBytes();
  };
  const before = await subscribe(WARM_UP); // what is kept once, for all
  const each = ((await subscribe(SUBSCRIBERS)) - before) / SUBSCRIBERS;
  for (const it of subscriptions) it.end();
  expect(each).toBeLessThan(MAX_BYTES_EACH);
});
