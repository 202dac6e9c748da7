import { MemoryCatalog } from '../../../../src/catalog/memory/memory-catalog.js';
import type { Caller } from '../../../../src/domain/caller.js';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { MemoryKeys } from '../../../../src/idempotency/memory-keys.js';
import { parseGrant } from '../../../../src/server/auth/policy.js';
import { type MutationName, runMutation } from '../../../../src/services/mutations/run-mutation.js';
import { AttachmentCache } from '../../../../src/services/reading/attachment-cache.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import { createSession, type Services } from '../../../../src/services/session.js';
import { createFakeUpstream } from '../../../support/fake-upstream.js';
import { UNPROTECTED } from '../../../support/open-pipeline.js';
import { createTestClock } from '../../../support/test-clock.js';

function createStage(protection: Partial<Services> = {}, caller: Caller = LOCAL_OWNER) {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 100 });
  const project = upstream.addProject();
  const version = upstream.addVersion(project.arn, { name: 'v1', status: 'STOPPED' });
  const reading = { upstream, clock, readMaxAgeMs: 0, staleIfErrorMs: 60_000 };
  const services: Services = {
    ...{ upstream, catalog, clock, keys: new MemoryKeys(clock), ...UNPROTECTED, ...protection },
    reader: new Reader({ ...reading, catalog, onRead: () => {} }),
    attachments: new AttachmentCache(reading),
    onChanged: () => {},
    onSubscribed: () => () => {},
  };
  const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
  const ask = { priority: 'interactive', deadlineAt: clock.now() + 25_000, requestId: 'test', cost } as const;
  let acts = 0;
  const run = (mutation: MutationName, input: Record<string, unknown>) =>
    runMutation(
      createSession(services, caller, ask),
      mutation,
      input,
      ({ guarded }) => guarded(async () => ++acts),
      () => null,
    );
  return { project, version, run, acts: () => acts };
}

it('a mutation is not tried if its intent cannot be put on record', async () => {
  const audit = {
    begin: async () => {
      throw new Error('no space left on device');
    },
    refused: async () => {},
    close: async () => {},
  };
  const { run, version, acts } = createStage({ audit });
  await expect(run('stopModelVersion', { modelVersionArn: version.arn })).rejects.toThrow('no space left');
  expect(acts()).toBe(0);
});

it('an outcome that cannot be put on record changes no answer, and is heard of', async () => {
  const defects: unknown[] = [];
  const failing = async () => {
    throw new Error('no space left on device');
  };
  const audit = { begin: async () => failing, refused: async () => {}, close: async () => {} };
  const { run, version } = createStage({ audit, onDefect: (error) => defects.push(error) });
  expect(await run('stopModelVersion', { modelVersionArn: version.arn })).toBe(1);
  expect(defects).toHaveLength(1);
});

describe('guard rails', () => {
  const guardRails = { ...UNPROTECTED.guardRails, maxInferenceUnits: 3, maxRunningModels: 1 };

  it.each([
    [{ minInferenceUnits: 3 }, null],
    [{ minInferenceUnits: 1, maxInferenceUnits: 3 }, null],
    [{ minInferenceUnits: 4 }, 'minInferenceUnits'],
    [{ minInferenceUnits: 1, maxInferenceUnits: 4 }, 'maxInferenceUnits'],
  ])('a start with %j: refused at %s', async (units, field) => {
    const { run, version, acts } = createStage({ guardRails });
    const started = run('startModelVersion', { modelVersionArn: version.arn, ...units });
    if (field === null) await started;
    else await expect(started).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', details: { field: [field] } });
    expect(acts()).toBe(field === null ? 1 : 0);
  });

  it('while they say read-only nothing is changed', async () => {
    let isReadOnly = true;
    const { run, version, acts } = createStage({
      guardRails: { ...guardRails, isReadOnly: async () => isReadOnly },
    });
    const stop = () => run('stopModelVersion', { modelVersionArn: version.arn });
    await expect(stop()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    isReadOnly = false;
    await stop();
    expect(acts()).toBe(1);
  });
});

it.each([
  ['stopModelVersion', 'operator'],
  ['deleteModelVersion', 'owner'],
] as const)('a caller who may only read is told which role %s needs: %s', async (mutation, role) => {
  const viewer = parseGrant({ role: 'viewer', projects: ['*'] });
  const { run, version } = createStage({}, { ...LOCAL_OWNER, grants: viewer ? [viewer] : [] });
  await expect(run(mutation, { modelVersionArn: version.arn })).rejects.toThrow(
    `The role ${role} would do, in a grant for this project.`,
  );
});
