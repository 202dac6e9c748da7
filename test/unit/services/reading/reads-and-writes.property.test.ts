import { MemoryCatalog } from '../../../../src/catalog/memory/memory-catalog.js';
import type { ModelVersionArn } from '../../../../src/domain/arn.js';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import type { ModelVersion } from '../../../../src/domain/model.js';
import { MemoryKeys } from '../../../../src/idempotency/memory-keys.js';
import {
  startModelVersion,
  stopModelVersion,
} from '../../../../src/services/mutations/model-version-changes.js';
import { makeChange } from '../../../../src/services/mutations/one-change.js';
import { AttachmentCache } from '../../../../src/services/reading/attachment-cache.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import { createSession, type Services } from '../../../../src/services/session.js';
import { createFakeUpstream } from '../../../support/fake-upstream.js';
import { FREELY } from '../../../support/freely.js';
import { UNPROTECTED } from '../../../support/open-pipeline.js';
import { fc } from '../../../support/properties.js';
import { createTestClock } from '../../../support/test-clock.js';

const READ_MAX_AGE_MS = 2_000;
const TRANSITION_MAX_AGE_MS = 3_000;
const VERSIONS = 3;

type Step =
  | { readonly kind: 'readOne' | 'readAll' | 'start' | 'stop' | 'settle'; readonly version: number }
  | { readonly kind: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('readOne', 'readAll', 'start', 'stop', 'settle'),
    version: fc.nat(VERSIONS - 1),
  }) as fc.Arbitrary<Step>,
  fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 1, max: 1_500 }) }) as fc.Arbitrary<Step>,
);

/** A world of a few versions, what was true when, and the gateway's reads and writes over it. */
function createStage(delays: readonly number[], readRevalidateMs: number) {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 10_000 });
  let calls = 0;
  upstream.delayMs = () => delays[calls++ % delays.length] ?? 0;
  const project = upstream.addProject();
  const arns = Array.from(
    { length: VERSIONS },
    (_, index) => upstream.addVersion(project.arn, { name: `v${index}`, status: 'STOPPED' }).arn,
  );
  const ages = { readMaxAgeMs: READ_MAX_AGE_MS, readRevalidateMs, transitionMaxAgeMs: TRANSITION_MAX_AGE_MS };
  const reading = { upstream, clock, ...ages, staleIfErrorMs: 60_000 };
  const services: Services = {
    upstream,
    catalog,
    clock,
    keys: new MemoryKeys(clock),
    ...UNPROTECTED,
    reader: new Reader({ ...reading, catalog, onRead: () => {} }),
    attachments: new AttachmentCache(reading),
    onChanged: () => {},
    onSubscribed: () => () => {},
  };
  const session = () =>
    createSession(services, LOCAL_OWNER, {
      priority: 'interactive',
      deadlineAt: clock.now() + 25_000,
      requestId: 'test',
      cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    });
  return { clock, upstream, catalog, project, arns, session };
}

/** How long ago what is read as this may have been true. */
function maxAgeOf({ status }: ModelVersion, readRevalidateMs: number): number {
  const isMoving = status === 'STARTING' || status === 'STOPPING';
  return Math.max(
    READ_MAX_AGE_MS,
    isMoving ? Math.min(readRevalidateMs, TRANSITION_MAX_AGE_MS) : readRevalidateMs,
  );
}

it.each([
  ['READ_MAX_AGE_MS', 0],
  ['READ_REVALIDATE_MS, or what a version in transition may be', 6_000],
])('never reads what was true only before a write or longer ago than %s', async (_name, readRevalidateMs) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 3, maxLength: 10 }),
      async (steps, delays) => {
        const { clock, upstream, catalog, project, arns, session } = createStage(delays, readRevalidateMs);
        const truths = new Map(arns.map((arn) => [arn, [{ at: 0, status: 'STOPPED' }]]));
        const writtenAt = new Map<ModelVersionArn, number>();
        const complaints: string[] = [];

        /** The world has moved: remember since when. */
        const note = () => {
          for (const { arn, status } of upstream.worldOf(project.arn)) {
            const truth = truths.get(arn) ?? [];
            if (truth.at(-1)?.status !== status) truth.push({ at: clock.now(), status });
          }
        };
        const judge = (begunAt: number, seen: ModelVersion, since: number) => {
          note(); // what moved in the same step as the answer came
          const earliest = Math.max(begunAt - maxAgeOf(seen, readRevalidateMs), since);
          const truth = truths.get(seen.arn) ?? [];
          const isTrue = truth.some(
            (it, index) =>
              it.status === seen.status && (truth[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= earliest,
          );
          if (!isTrue)
            complaints.push(
              `${seen.name} read as ${seen.status}, begun at ${begunAt}, ${JSON.stringify(truth)}`,
            );
        };
        const read = async (arn: ModelVersionArn | null) => {
          const begunAt = clock.now();
          const since = new Map(writtenAt);
          const { reader, callContext } = session();
          const wanted = arn ? [`v${arns.indexOf(arn)}`] : null;
          const seen = wanted
            ? await reader.versionsByName(project.arn, wanted, callContext)
            : await reader.versions(project.arn, callContext);
          for (const version of seen) if (version) judge(begunAt, version, since.get(version.arn) ?? 0);
        };
        const write = async (arn: ModelVersionArn, kind: 'start' | 'stop') => {
          const change =
            kind === 'start' ? startModelVersion(arn, { min: 1, max: null }) : stopModelVersion(arn);
          const changing = makeChange(session(), FREELY, change);
          await changing.then(() => writtenAt.set(arn, clock.now())).catch(() => {}); // refused: nothing was written
        };
        const settle = (arn: ModelVersionArn) => {
          const status = upstream.worldOf(project.arn).find((it) => it.arn === arn)?.status;
          if (status === 'STARTING') upstream.setStatus(arn, 'RUNNING');
          if (status === 'STOPPING') upstream.setStatus(arn, 'STOPPED');
        };

        const open: Promise<unknown>[] = [];
        for (const it of steps) {
          if (it.kind === 'wait') for (let ms = 0; ms < it.ms; ms += 50) await clock.advance(50).then(note);
          else {
            const arn = arns[it.version] as ModelVersionArn;
            if (it.kind === 'settle') settle(arn);
            else if (it.kind === 'readOne') open.push(read(arn));
            else if (it.kind === 'readAll') open.push(read(null));
            else open.push(write(arn, it.kind));
            await clock.advance(0);
            note();
          }
        }
        for (let i = 0; i < 200; i++) await clock.advance(50).then(note);
        await Promise.all(open);
        expect(complaints).toEqual([]);

        for (const arn of arns) {
          const { changes } = await catalog.log.history(arn, 1_000, null);
          for (const [i, { previousStatus, status }] of changes.entries()) {
            expect(status).not.toBe(previousStatus);
            const before = changes[i + 1];
            if (before) expect(previousStatus).toBe(before.status);
          }
          // What the log ends with is what the world came to, unless nobody looked since.
          const seen = catalog.version(project.arn, `v${arns.indexOf(arn)}`)?.value;
          if (changes[0]) expect(changes[0].status).toBe(seen?.status);
        }
      },
    ),
    { numRuns: 150 },
  );
});
