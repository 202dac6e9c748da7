import type { ModelVersion, Project } from '../../../src/domain/model.js';
import { isInTransition, type ModelVersionStatus } from '../../../src/domain/status.js';
import { fc } from '../../support/properties.js';
import { createPolling, POLL_INTERVAL_MS, type Polling } from './polling.js';

const PROJECTS = 5;
const VERSIONS = 3;
const SLOWEST_MS = 150;
/** Looks of one account follow each other at four a second: one may wait for those of the other projects. */
const PACE_MS = 350;
const STEP_MS = 50;

const STATUSES = ['STARTING', 'RUNNING', 'STOPPING', 'STOPPED', 'TRAINING_IN_PROGRESS', 'DELETING'] as const;
type Act =
  | { kind: 'move' | 'mutate'; project: number; version: number; status: ModelVersionStatus }
  | { kind: 'read' | 'watch' | 'unwatch' | 'look'; project: number };

const project = fc.nat(PROJECTS - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('move' as const, 'mutate' as const),
    project,
    version: fc.nat(VERSIONS - 1),
    status: fc.constantFrom(...STATUSES),
  }),
  fc.record({
    kind: fc.constantFrom('read' as const, 'watch' as const, 'unwatch' as const, 'look' as const),
    project,
  }),
);
const acts = fc.array(fc.record({ act, restMs: fc.nat(3_000) }), { maxLength: 40 });

class World {
  readonly projects: Project[] = [];
  readonly versions: ModelVersion[][] = [];
  private readonly ends: (() => void)[] = [];
  private readonly answeredAt = new Map<string, number>();

  constructor(readonly polling: Polling) {
    for (let p = 0; p < PROJECTS; p++) {
      const made = polling.upstream.addProject({ name: `p${p}` });
      this.projects.push(made);
      this.versions.push(
        Array.from({ length: VERSIONS }, (_, v) => polling.upstream.addVersion(made.arn, { name: `v${v}` })),
      );
    }
  }

  async do(it: Act): Promise<void> {
    const { poller, upstream, catalog, clock } = this.polling;
    const arn = this.projects[it.project]?.arn;
    if (!arn) return;
    if (it.kind === 'read') poller.noteRead(arn);
    if (it.kind === 'watch') this.ends.push(poller.watch(it.project === 0 ? 'all' : [arn]));
    if (it.kind === 'unwatch') this.ends.pop()?.();
    if (it.kind === 'look') await this.lookAsAReader(arn);
    if (it.kind !== 'move' && it.kind !== 'mutate') return;
    const version = this.versions[it.project]?.[it.version];
    if (!version) return;
    upstream.setStatus(version.arn, it.status);
    if (it.kind === 'move') return;
    this.answeredAt.set(version.arn, clock.now());
    const answered = { ...version, status: it.status };
    await catalog.observe({ kind: 'version-answer', version: answered, startedAt: clock.now() });
    poller.invalidate(arn, version.arn);
  }

  private async lookAsAReader(projectArn: Project['arn']): Promise<void> {
    const { upstream, catalog, clock } = this.polling;
    const startedAt = clock.now();
    const values = upstream.worldOf(projectArn);
    await catalog.observe({ kind: 'versions', projectArn, scope: 'all', versions: values, startedAt });
  }

  /** How long ago the look began that last showed it, of the one in transition that has waited longest. */
  longestUnseenMs(): number {
    const { catalog, clock } = this.polling;
    const known = this.projects.flatMap((it) => catalog.versionEntries(it.arn));
    const ages = known.flatMap(({ value, validatedAt }) => {
      if (!value || (validatedAt > 0 && !isInTransition(value.status))) return [];
      return [clock.now() - (validatedAt || (this.answeredAt.get(value.arn) ?? 0))];
    });
    return Math.max(0, ...ages);
  }
}

describe('Whatever happens, while calls succeed', () => {
  it('every version in transition is refreshed in time, at no more than four calls a second', async () => {
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (script, numbers) => {
          const random = () => numbers.next().value ?? 0;
          const polling = createPolling({ random });
          const { clock, upstream, poller } = polling;
          const world = new World(polling);
          upstream.delayMs = () => Math.round(random() * SLOWEST_MS);
          poller.start();
          await clock.advance(5_000);
          for (const { act: it, restMs } of script) {
            await world.do(it);
            for (let ms = 0; ms < restMs; ms += STEP_MS) {
              await clock.advance(STEP_MS);
              expect(world.longestUnseenMs()).toBeLessThanOrEqual(POLL_INTERVAL_MS + SLOWEST_MS + PACE_MS);
            }
          }
          for (const { startedAt } of upstream.calls) {
            const inSecond = upstream.calls.filter(
              (it) => it.startedAt >= startedAt && it.startedAt < startedAt + 1_000,
            );
            expect(inSecond.length).toBeLessThanOrEqual(5); // four, and one that may go ahead of its time
          }
          const stopped = poller.stop();
          await clock.advance(SLOWEST_MS);
          await stopped;
        },
      ),
      { numRuns: 60 },
    );
  });
});
