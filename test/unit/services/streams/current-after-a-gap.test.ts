import { NO_PLACES } from '../../../../src/catalog/log/log-entries.js';
import { MirroredLog } from '../../../../src/catalog/log/mirrored-log.js';
import { MemoryCatalog } from '../../../../src/catalog/memory/memory-catalog.js';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { AttachmentCache } from '../../../../src/services/reading/attachment-cache.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import { createSession, type Services } from '../../../../src/services/session.js';
import { followStatus } from '../../../../src/services/status/follow-status.js';
import { createFakeUpstream } from '../../../support/fake-upstream.js';
import { UNPROTECTED } from '../../../support/open-pipeline.js';
import { createTestClock } from '../../../support/test-clock.js';

const MINUTE_MS = 60_000;
const HANGS_MS = 20_000;
const ANSWERS_IN_MS = 50;

it('a stream that began while AWS hung waits after a GAP for how all stands by then', async () => {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const { arn } = upstream.addProject();
  const version = upstream.addVersion(arn, { status: 'STOPPED' });
  const catalog = new MemoryCatalog({ clock, retentionMs: 60 * MINUTE_MS, maxEntries: 100 });
  const reading = { upstream, clock, readMaxAgeMs: 2_000, staleIfErrorMs: 60 * MINUTE_MS };
  const log = new MirroredLog({
    ...{ clock, retentionMs: 60 * MINUTE_MS, maxEntries: 100 },
    ...{ catchUp: async () => true, append: async () => {} },
  });
  const loseLog = (epoch: string) => {
    log.reset({ epoch, bases: NO_PLACES, entries: { changes: [], events: [] } });
    log.markCaughtUp();
  };
  loseLog('first');
  Object.assign(catalog, { log: Object.assign(log, { add: () => {} }) });
  const reader = new Reader({ ...reading, catalog, onRead: () => {} });
  const services = {
    ...{ ...UNPROTECTED, upstream, catalog, clock, reader, attachments: new AttachmentCache(reading) },
    onSubscribed: () => () => {},
  } as Partial<Services> as Services;
  const newSession = () =>
    createSession(services, LOCAL_OWNER, {
      ...{ priority: 'interactive', requestId: 'r', deadlineAt: clock.now() + 25_000 },
      ...{ patience: { isOver: false }, cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false } },
    });
  await newSession().loaders.versions(arn);
  await clock.advance(MINUTE_MS);

  upstream.delayMs = () => HANGS_MS;
  const filter = { projectArns: [arn], modelVersionArns: null, statuses: null };
  const opening = followStatus(newSession(), filter, null, { includeCurrent: true, bookmarks: false });
  await clock.advance(HANGS_MS);
  const stream = await opening;
  expect((await stream.next()).value).toMatchObject({ kind: 'CURRENT', status: 'STOPPED' });

  upstream.delayMs = () => ANSWERS_IN_MS;
  upstream.setStatus(version.arn, 'RUNNING');
  await clock.advance(MINUTE_MS);
  const gap = stream.next();
  loseLog('second');
  await clock.advance(4 * ANSWERS_IN_MS);
  expect((await gap).value).toMatchObject({ kind: 'GAP' });
  expect((await stream.next()).value).toMatchObject({ kind: 'CURRENT', status: 'RUNNING' });
  await stream.return?.();
});
