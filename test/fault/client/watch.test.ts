import {
  type BookmarkEvent,
  createClient,
  type StatusEvent,
  type WatchOptions,
} from '../../../src/client/index.js';
import type { ClientOptions } from '../../../src/client/transport.js';
import {
  answer,
  brokenStream,
  COMPLETE,
  cut,
  failure,
  frame,
  gap,
  refusal,
  type ScriptedGateway,
  type Step,
  silent,
  startScriptedGateway,
  stream,
} from '../../support/scripted-gateway.js';
import { until } from '../../support/until.js';

const AT_0 = answer({ data: { eventCursor: 'c0' } });
const HEARTBEAT = ':\n\n';

let gateway: ScriptedGateway;
afterEach(() => gateway.close());

async function observer(
  steps: readonly Step[],
  watching: WatchOptions = {},
  options: Partial<ClientOptions> = {},
) {
  gateway = await startScriptedGateway(...steps);
  return createClient({ url: gateway.url, ...options }).watchStatus(watching);
}

/** Reads until `count` events are there, or the end. */
async function take(
  events: AsyncIterable<StatusEvent | BookmarkEvent>,
  count = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const taken: string[] = [];
  for await (const { kind, cursor } of events) {
    taken.push(`${kind} ${cursor}`);
    if (taken.length === count) break;
  }
  return taken;
}

const cursorsSent = () =>
  gateway.requests.map(({ path, variables }) => `${path} ${variables.after ?? ''}`.trim());

describe('a watch', () => {
  it('reads where the log stands before it connects, so that nothing in between is lost', async () => {
    const events = await observer([AT_0, cut, stream(frame({ cursor: 'c1' }))], { modelVersionArns: ['a'] });
    expect(gateway.requests).toHaveLength(0);
    expect(await take(events, 1)).toEqual(['CHANGED c1']);
    expect(cursorsSent()).toEqual(['/graphql', '/graphql/stream c0', '/graphql/stream c0']);
    expect(gateway.requests[2]?.variables).toEqual({ modelVersionArns: ['a'], after: 'c0', bookmarks: true });
    expect(gateway.requests[2]?.headers.accept).toBe('text/event-stream');
  });

  it('goes on after a bookmark, and gives one only on request', async () => {
    const steps = [
      AT_0,
      brokenStream(frame({ kind: 'BOOKMARK', cursor: 'c7' })),
      stream(frame({ cursor: 'c8' })),
    ];
    expect(await take(await observer(steps), 1)).toEqual(['CHANGED c8']);
    expect(cursorsSent()).toEqual(['/graphql', '/graphql/stream c0', '/graphql/stream c7']);
    await gateway.close();
    expect(await take(await observer(steps, { bookmarks: true }), 2)).toEqual(['BOOKMARK c7', 'CHANGED c8']);
  });

  it('goes on after the last event however its connection ends', async () => {
    const half = frame({ cursor: 'c4' }).slice(0, -20);
    const dropped: Step = (response) => {
      stream(frame({ cursor: 'c3' }), half)(response);
      setTimeout(() => response.socket?.destroy(), 20);
    };
    const steps = [
      brokenStream(frame({ cursor: 'c1' }), frame({ cursor: 'c2' })),
      dropped,
      cut,
      answer({ message: 'full' }, 503),
      stream(frame({ cursor: 'c4' })),
    ];
    const events = await observer(steps, { after: 'c0' });
    expect(await take(events, 4)).toEqual(['CHANGED c1', 'CHANGED c2', 'CHANGED c3', 'CHANGED c4']);
    expect(cursorsSent()).toEqual(['c0', 'c2', 'c3', 'c3', 'c3'].map((it) => `/graphql/stream ${it}`));
  });

  it('waits as long as the gateway demands of clients that it cuts off', async () => {
    const waits: number[] = [];
    const onRetry: WatchOptions['onRetry'] = (_error, waitMs) => waits.push(waitMs);
    const events = await observer([brokenStream('retry: 700\n\n'), stream(frame({ cursor: 'c1' }))], {
      after: 'c0',
      onRetry,
    });
    await take(events, 1);
    expect(waits).toEqual([700]);
  });

  it('notices a gateway that has gone silent, and does not mistake a heartbeat for silence', async () => {
    const beating: Step = (response) => {
      stream(HEARTBEAT)(response);
      let beats = 0;
      const timer = setInterval(() => {
        beats += 1;
        response.write(beats < 10 ? HEARTBEAT : frame({ cursor: 'c1' }));
        if (beats === 10) clearInterval(timer);
      }, 50);
    };
    const events = await observer([stream(HEARTBEAT), silent, beating], { after: 'c0' }, { silenceMs: 400 });
    expect(await take(events, 1)).toEqual(['CHANGED c1']);
    expect(gateway.requests).toHaveLength(3);
  });

  it('does not take a reader that is slow for a gateway that is silent', async () => {
    let say: (text: string) => void = () => {};
    const step: Step = (response) => {
      stream(frame({ cursor: 'c1' }))(response);
      say = (text) => void response.write(text);
    };
    const events = await observer([step], { after: 'c0' }, { silenceMs: 300 });
    await events.next();
    await new Promise((resolve) => setTimeout(resolve, 600));
    say(frame({ cursor: 'c2' }));
    expect((await events.next()).value?.cursor).toBe('c2');
    expect(gateway.requests).toHaveLength(1);
    await events.return?.();
  });

  it('reads a letter that comes in two pieces', async () => {
    const bytes = Buffer.from(frame({ cursor: 'c1', modelVersion: { name: 'ü' } }));
    const middle = bytes.indexOf(Buffer.from('ü')) + 1;
    const step: Step = (response) => {
      stream()(response);
      response.write(bytes.subarray(0, middle));
      setTimeout(() => response.write(bytes.subarray(middle)), 50);
    };
    const events = await observer([step], { after: 'c0' });
    expect((await events.next()).value?.modelVersion?.name).toBe('ü');
    await events.return?.();
  });

  it('hands a GAP on, and resumes after it', async () => {
    const steps = [brokenStream(gap('n5')), stream(frame({ cursor: 'n6', kind: 'CURRENT' }))];
    expect(await take(await observer(steps, { after: 'old' }), 2)).toEqual(['GAP n5', 'CURRENT n6']);
    expect(cursorsSent()).toEqual(['/graphql/stream old', '/graphql/stream n5']);
  });

  it.each(['SLOW_CONSUMER', 'UPSTREAM_UNAVAILABLE'])('goes on after %s', async (code) => {
    const steps = [stream(frame({ cursor: 'c1' }), failure(code)), stream(frame({ cursor: 'c2' }))];
    expect(await take(await observer(steps, { after: 'c0' }), 2)).toEqual(['CHANGED c1', 'CHANGED c2']);
    expect(cursorsSent()).toEqual(['/graphql/stream c0', '/graphql/stream c1']);
  });

  it.each<[string, Step]>([
    ['BAD_USER_INPUT', stream(failure('BAD_USER_INPUT'))],
    ['UNAUTHENTICATED', refusal('UNAUTHENTICATED', {}, 401)],
    ['INTERNAL_SERVER_ERROR', stream(frame({ cursor: 'c1' }), failure('INTERNAL_SERVER_ERROR'))],
    ['BAD_RESPONSE', answer('<html>', 404)],
    ['BAD_RESPONSE', AT_0],
  ])('ends with %s, which trying again cannot help', async (code, step) => {
    await expect(take(await observer([step], { after: 'c0' }))).rejects.toMatchObject({ code });
    expect(gateway.requests).toHaveLength(1);
  });

  it('gives an event that lacks a part', async () => {
    const whole = frame({ cursor: 'c1' }).replace('{"data"', '{"errors":[{"message":"x"}],"data"');
    expect(await take(await observer([stream(whole)], { after: 'c0' }), 1)).toEqual(['CHANGED c1']);
  });

  it('ends when the gateway sends complete', async () => {
    expect(await take(await observer([stream(frame({ cursor: 'c1' }), COMPLETE)], { after: 'c0' }))).toEqual([
      'CHANGED c1',
    ]);
  });

  it('gives up a gateway that it never reached', async () => {
    const events = await observer([cut], { after: 'c0' }, { retryForMs: 300 });
    await expect(take(events)).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
  });

  it('does not give up a gateway that it reached once', async () => {
    const steps = [brokenStream(HEARTBEAT), cut, cut, stream(frame({ cursor: 'c1' }))];
    expect(await take(await observer(steps, { after: 'c0' }, { retryForMs: 300 }), 1)).toEqual([
      'CHANGED c1',
    ]);
  });

  it('leaves no connection behind when its reader goes', async () => {
    await take(await observer([stream(frame({ cursor: 'c1' }))], { after: 'c0' }), 1);
    await until(() => gateway.openStreams() === 0);
  });

  it("ends with the reason of the caller's signal while it waits for an event, and leaves no connection", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const events = await observer([stream(frame({ cursor: 'c1' }))], { after: 'c0', signal });
    await events.next();
    const parked = events.next();
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(parked).rejects.toBe(reason);
    await until(() => gateway.openStreams() === 0);
  });

  it("ends with the reason of the caller's signal while it waits to come back", async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { signal } = controller;
    const events = await observer([cut], { after: 'c0', signal, onRetry: () => controller.abort(reason) });
    await expect(take(events)).rejects.toBe(reason);
  });
});
