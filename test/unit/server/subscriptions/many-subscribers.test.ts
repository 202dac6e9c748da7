import { randomUUID } from 'node:crypto';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import type { SubscriptionRequest } from '../../../../src/server/subscriptions/subscription-engine.js';
import { nextOf } from '../../../support/next-of.js';
import { createStreamStage } from '../../../support/stream-stage.js';

const MINUTE_MS = 60_000;

function request(query: string, variables: Record<string, unknown> = {}): SubscriptionRequest {
  return {
    query,
    operationName: null,
    extensions: {},
    variables,
    requestId: randomUUID(),
    caller: LOCAL_OWNER,
    transport: 'sse',
    resumeAfter: null,
  };
}

const FULL = 'subscription { modelVersionStatusChanged { kind cursor status modelVersion { name } } }';
const SHORT = 'subscription { modelVersionStatusChanged { status } }';
const FILTERED = `subscription($arns: [ProjectArn!]) {
  modelVersionStatusChanged(projectArns: $arns) { status previousStatus }
}`;
const TELLING =
  'subscription($full: Boolean!) { modelVersionStatusChanged { kind status @include(if: $full) } }';

describe('ten thousand subscribers', () => {
  const EACH = 2_000;

  it('cost one execution and one text for each event and distinct operation', async () => {
    const stage = createStreamStage();
    await stage.makeChanges(20); // all are known, and have moved once
    const groups = [
      () => request(FULL),
      () => request(SHORT),
      // Another filter chooses events, and says nothing else of them.
      (i: number) => request(FILTERED, { arns: i % 2 === 0 ? [stage.project.arn] : null }),
      () => request(TELLING, { full: true }),
      () => request(TELLING, { full: false }),
    ];
    const opened = await Promise.all(
      groups.map((toRequest) =>
        Promise.all(Array.from({ length: EACH }, (_, i) => stage.engine.open(toRequest(i)))),
      ),
    );
    for (let event = 0; event < 3; event++) {
      const before = stage.contexts();
      const waiting = opened.map((group) => Promise.all(group.map(nextOf)));
      await stage.makeChanges(1);
      const told = await Promise.all(waiting);
      expect(stage.contexts() - before).toBe(groups.length);
      for (const group of told) {
        expect(new Set(group.map((it) => String(it?.json))).size).toBe(1);
        expect(new Set(group.map((it) => it?.cursor)).size).toBe(1);
      }
      expect(new Set(told.map((group) => String(group[0]?.json))).size).toBe(groups.length);
    }
    expect(stage.engine.openCount).toBe(groups.length * EACH);
    for (const it of opened.flat()) it.end();
    expect(stage.engine.openCount).toBe(0);
  });
});

it('subscriptions have a cap, whatever the number of sockets, and room again when one ends', async () => {
  const { engine } = createStreamStage({ maxSubscriptions: 2 });
  const [first] = await Promise.all([engine.open(request(FULL)), engine.open(request(SHORT))]);
  await expect(engine.open(request(FULL))).rejects.toMatchObject({
    errors: [{ extensions: { code: 'QUERY_TOO_LARGE', limit: { name: 'subscriptions', value: 2 } } }],
  });
  first.end();
  first.end();
  (await engine.open(request(FULL))).end();
  expect(engine.openCount).toBe(1);
});

describe('a thousand subscribers to a project', () => {
  /** Calls to AWS in the ten minutes after so many came, and what they are told meanwhile. */
  async function callsWith(count: number, toRequest: (arns: object) => SubscriptionRequest) {
    const { upstream, clock, poller, engine, project } = createStreamStage();
    upstream.delayMs = () => 50;
    poller.start();
    await clock.advance(5 * MINUTE_MS);
    const before = upstream.calls.length;
    const [version] = upstream.worldOf(project.arn);
    if (!version) throw new Error('no version');
    const variables = { arns: [project.arn], versions: [version.arn] };
    const opening = Array.from({ length: count }, () => engine.open(toRequest(variables)));
    await clock.advance(1_000);
    const subscriptions = await Promise.all(opening);
    const told = subscriptions.map(nextOf);
    await clock.advance(5 * MINUTE_MS);
    upstream.setStatus(version.arn, 'STARTING');
    await clock.advance(5 * MINUTE_MS);
    expect(new Set((await Promise.all(told)).map((it) => String(it?.json))).size).toBe(1);
    for (const it of subscriptions) it.end();
    const calls = upstream.calls.length - before;
    const stopped = poller.stop();
    await clock.advance(1_000);
    await stopped;
    return calls;
  }

  const VERSIONS =
    'subscription($versions: [ModelVersionArn!]) { modelVersionStatusChanged(modelVersionArns: $versions) { status } }';
  it.each([
    ['by its ARN', FILTERED],
    ['by a version', VERSIONS],
    ['by no name at all', SHORT],
  ])('%s make as many calls as one', async (_, query) => {
    const toRequest = (variables: object) => request(query, { ...variables });
    const one = await callsWith(1, toRequest);
    expect(await callsWith(1_000, toRequest)).toBe(one);
  });
});
