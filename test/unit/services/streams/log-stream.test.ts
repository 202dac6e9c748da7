import { createMemoryLog } from '../../../../src/catalog/memory/memory-catalog.js';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { Permissions } from '../../../../src/services/permissions.js';
import { STATUS_FORM } from '../../../../src/services/status/status-events.js';
import { createLogStream } from '../../../../src/services/streams/log-stream.js';
import { aModelVersion, HERE } from '../../../support/builders.js';
import { createTestClock } from '../../../support/test-clock.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function createStage() {
  const log = createMemoryLog(createTestClock(), { retentionMs: 3_600_000, maxEntries: 100 });
  let observedAt = 0;
  return {
    append() {
      const version = aModelVersion({ observedAt: ++observedAt });
      const { arn: versionArn, projectArn } = version;
      log.add([
        { versionArn, projectArn, version, observedAt, previousStatus: 'STARTING', status: 'RUNNING' },
      ]);
    },
    open: async () => {
      const from = await log.tail();
      return createLogStream(await log.follow(from, {}, true), {
        ...{
          form: STATUS_FORM,
          log,
          filter: {},
          from,
          current: [],
          isResumed: false,
          bookmarks: false,
          leave: () => {},
        },
        permissions: new Permissions(LOCAL_OWNER, [HERE], async () => []),
        readCurrent: async () => [],
      });
    },
  };
}

it.each([
  ['among many', true],
  ['alone', false],
])('a reader that throws is told so, %s, and nobody else is', async (_, isWaiting) => {
  const { append, open } = await createStage();
  const [bad, good] = [await open(), await open()];
  const thrown = new Error('cannot take it');
  const failures: unknown[] = [];
  const got: string[] = [];
  const follow = () => {
    bad.requestNext({
      take() {
        throw thrown;
      },
      fail: (error) => failures.push(error),
    });
    good.requestNext({
      take: (event) => event && got.push(event.kind),
      fail: (error) => failures.push(error),
    });
  };
  if (isWaiting) follow();
  await turn();
  append();
  if (!isWaiting) follow();
  await turn();
  await turn();
  expect(failures).toEqual([thrown]);
  expect(got).toEqual(['CHANGED']);
});
