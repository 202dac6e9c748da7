import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { nextOf } from '../../../support/next-of.js';
import { openSocket, subscribe } from '../../../support/raw-socket.js';
import { createStreamStage, type StreamStage } from '../../../support/stream-stage.js';
import { until } from '../../../support/until.js';

const QUIET = `subscription ($bookmarks: Boolean! = true, $after: String) {
  modelVersionStatusChanged(statuses: [DELETING], bookmarks: $bookmarks, after: $after) {
    kind cursor modelVersionArn previousStatus status modelVersion { name }
  }
}`;
const HOURS = 3_600_000;

let stage: StreamStage;
let url: string;
beforeEach(async () => {
  stage = createStreamStage({ eventLogMax: 100 });
  url = await stage.listen();
  await stage.makeChanges(20);
});
afterEach(() => stage.close());

const bookmarkAt = (cursor: string) => ({
  data: {
    modelVersionStatusChanged: {
      ...{ kind: 'BOOKMARK', cursor },
      ...{ modelVersionArn: null, previousStatus: null, status: null, modelVersion: null },
    },
  },
});

it('over WebSocket they come within a tenth of the retention, to subscriptions with `bookmarks`', async () => {
  const socket = await openSocket({ url });
  socket.send(subscribe('quiet', QUIET), subscribe('silent', QUIET, { bookmarks: false }));
  await until(() => stage.streams.stats().subscriptions === 2);
  stage.clock.advance(2.4 * HOURS);
  const { payload } = await socket.message(({ id }) => id !== undefined);
  expect(payload).toEqual(bookmarkAt(await stage.catalog.log.tail()));
  socket.send({ type: 'ping' });
  await socket.message(({ type }) => type === 'pong');
  expect(new Set(socket.messages.map(({ id }) => id ?? ''))).toEqual(new Set(['', 'quiet']));
  socket.socket.terminate();
});

it('over SSE they have their cursor as id, so that a browser resumes after them', async () => {
  const controller = new AbortController();
  const response = await fetch(`${url}/graphql/stream?query=${encodeURIComponent(QUIET)}`, {
    headers: { accept: 'text/event-stream' },
    signal: controller.signal,
  });
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  await until(() => stage.streams.stats().subscriptions === 1);
  stage.clock.advance(2.4 * HOURS);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('data: {')) break;
  }
  const cursor = await stage.catalog.log.tail();
  expect(text).toContain(`event: next\nid: ${cursor}\ndata: ${JSON.stringify(bookmarkAt(cursor))}\n\n`);
  controller.abort();
});

it('a quiet subscription resumes without a GAP after the log was written over many times', async () => {
  const open = (variables: Record<string, unknown>) =>
    stage.engine.open({
      ...{ query: QUIET, operationName: null, variables, extensions: {} },
      ...{ requestId: 'request', caller: LOCAL_OWNER, transport: 'sse', resumeAfter: null },
    });
  const start = await stage.catalog.log.tail();
  const quiet = await open({ after: start });
  let cursor = start;
  for (let round = 0; round < 20; round++) {
    const next = nextOf(quiet);
    await stage.makeChanges(30);
    cursor = (await next)?.cursor ?? '';
  }
  const kindAfter = async (after: string) => {
    const again = await open({ after });
    const next = nextOf(again);
    await stage.makeChanges(30);
    const { kind } = JSON.parse(String((await next)?.json)).data.modelVersionStatusChanged;
    again.end();
    return kind;
  };
  expect(await kindAfter(start)).toBe('GAP');
  expect(await kindAfter(cursor)).toBe('BOOKMARK');
  quiet.end();
});
