import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import type { ModelVersionArn, ProjectArn } from '../../../src/domain/arn.js';
import type { GatewayError } from '../../../src/domain/errors.js';
import type { Grant } from '../../../src/domain/grant.js';
import { parseProjectPattern } from '../../../src/domain/grant.js';
import { runMutation } from '../../../src/services/mutations/run-mutation.js';
import { projectNameOf } from '../../../src/services/permissions.js';
import { AttachmentCache } from '../../../src/services/reading/attachment-cache.js';
import { Reader } from '../../../src/services/reading/reader.js';
import { createSession, type Services, type Session } from '../../../src/services/session.js';
import { createFakeUpstream } from '../../support/fake-upstream.js';
import { UNPROTECTED } from '../../support/open-pipeline.js';
import { createTestClock, type TestClock } from '../../support/test-clock.js';

const MINUTE_MS = 60_000;
/** AWS is well again. */
const ANSWERS_IN_MS = 50;

const OWNER_OF_TEAM: Grant = {
  ...{ role: 'owner', tags: { team: 'boards' } },
  projects: [parseProjectPattern('*')].flatMap((it) => it ?? []),
};

let clock: TestClock;
let session: Session;
let arn: ProjectArn;
let versionArn: ModelVersionArn;

/** An operation that has waited for AWS in vain; and the project's tags, which it once read, are others now. */
beforeEach(async () => {
  clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  ({ arn } = upstream.addProject());
  versionArn = upstream.addVersion(arn).arn;
  let team = 'boards';
  upstream.listTags = async () => {
    const tags = [{ key: 'team', value: team }];
    await new Promise<void>((resolve) => void clock.after(ANSWERS_IN_MS, resolve));
    return tags;
  };
  const catalog = new MemoryCatalog({ clock, retentionMs: 60 * MINUTE_MS, maxEntries: 100 });
  const reading = { upstream, clock, readMaxAgeMs: 2_000, staleIfErrorMs: 60 * MINUTE_MS };
  const services = {
    ...{ ...UNPROTECTED, upstream, catalog, clock },
    reader: new Reader({ ...reading, catalog, onRead: () => {} }),
    attachments: new AttachmentCache(reading),
  } as Partial<Services> as Services;
  session = createSession(
    services,
    { subject: 'ann', grants: [OWNER_OF_TEAM], expiresAt: null },
    {
      ...{ priority: 'interactive', requestId: 'r', subject: 'ann', answeredCalls: [] },
      ...{ deadlineAt: clock.now() + 10 * MINUTE_MS, patience: { isOver: true } },
      cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    },
  );
  expect(await later(session.permissions.may('stop', projectNameOf(arn)))).toBe(true);
  team = 'others';
  await clock.advance(5 * MINUTE_MS);
});

async function later<T>(answer: Promise<T>): Promise<T> {
  await clock.advance(4 * ANSWERS_IN_MS);
  return answer;
}

it('the operation goes by what is at hand', async () => {
  expect(await later(session.permissions.may('read', projectNameOf(arn)))).toBe(true);
});

it('a stream that has begun in it waits for the tags of now, once it is older than an operation', async () => {
  await clock.advance(6 * MINUTE_MS);
  expect(await later(session.permissions.may('read', projectNameOf(arn)))).toBe(false);
});

it('a mutation in it waits for the tags of now', async () => {
  const input = { modelVersionArn: versionArn };
  const stopped = runMutation(
    session,
    'stopModelVersion',
    input,
    async () => 'stopped',
    () => null,
  ).catch((error: GatewayError) => error.code);
  expect(await later(stopped)).toBe('NOT_FOUND');
});
