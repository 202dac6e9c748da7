import type { ModelVersion, Run } from '../../src/domain/model.js';
import type { ModelVersionStatus } from '../../src/domain/status.js';
import { aModelVersion } from '../support/builders.js';
import { CATS, type CatalogStage, take } from './catalog-stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Since when a model runs, which AWS does not tell. */
export function runsSuite(stage: CatalogStage): void {
  const { versions, answer, follow } = stage;

  const seen = (startedAt: number, status: ModelVersionStatus, change: Partial<ModelVersion> = {}) =>
    versions(startedAt, aModelVersion({ status, ...change }));
  const run = (): Run | undefined => stage.catalog.version(CATS, 'v1')?.value?.run;

  describe('runs', () => {
    it('of a version that ran already at first sight have no exact beginning', async () => {
      await seen(1_000, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 1_000, isSinceExact: false });
      await seen(2_000, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 1_000, isSinceExact: false });
    });

    it('begin exactly with the first snapshot that shows RUNNING, and stay for as long as it is seen', async () => {
      await seen(1_000, 'STOPPED');
      await answer(2_000, aModelVersion({ status: 'STARTING' }));
      expect(run()).toBeUndefined();
      await seen(5_000, 'RUNNING');
      for (let at = 5_000; at < 3 * HOUR; at += 2 * MINUTE) await seen(at, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 5_000, isSinceExact: true });
      const [, event] = await take(await follow(stage.start), 2);
      expect(event).toMatchObject({ change: { status: 'RUNNING', version: { run: run() } } });
    });

    it('begin no sooner than the call was sent that showed it: a snapshot of several begins before', async () => {
      await seen(1_000, 'STARTING');
      await seen(5_000, 'RUNNING', { observedAt: 5_400 });
      expect(run()).toEqual({ sinceAt: 5_400, isSinceExact: true });
      await seen(6_000, 'RUNNING', { observedAt: 6_400 });
      expect(run()).toEqual({ sinceAt: 5_400, isSinceExact: true });
    });

    it('do not begin sooner by a snapshot that began before the call was sent that showed them first', async () => {
      await seen(1_000, 'STARTING');
      await seen(5_000, 'RUNNING', { observedAt: 5_400 });
      await seen(5_200, 'RUNNING', { observedAt: 5_600 });
      expect(run()).toEqual({ sinceAt: 5_400, isSinceExact: true });
    });

    it('that were begun elsewhere are exact to what the lists of a settled project are apart', async () => {
      await seen(0, 'STOPPED');
      await seen(5.5 * MINUTE, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 5.5 * MINUTE, isSinceExact: true });
      await seen(6 * MINUTE, 'STOPPED');
      await seen(20 * MINUTE, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 20 * MINUTE, isSinceExact: false });
    });

    it('begin again, without an exact beginning, once nobody could see whether they went on', async () => {
      await seen(0, 'STARTING');
      await seen(1_000, 'RUNNING');
      await seen(4 * MINUTE, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 1_000, isSinceExact: true });
      await seen(9 * MINUTE, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 9 * MINUTE, isSinceExact: false });
    });

    it('end with every other status', async () => {
      await seen(0, 'STARTING');
      await seen(1_000, 'RUNNING');
      const known = stage.catalog.version(CATS, 'v1')?.value ?? aModelVersion();
      await answer(2_000, { ...known, status: 'STOPPING' });
      expect(stage.catalog.version(CATS, 'v1')?.value).not.toHaveProperty('run');
      await seen(3_000, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 3_000, isSinceExact: true });
    });

    it('are not those of another version under the same name', async () => {
      await seen(0, 'STARTING');
      await seen(1_000, 'RUNNING');
      await seen(2_000, 'RUNNING', { creationTimestamp: 1_800_000_000_000 });
      expect(run()).toEqual({ sinceAt: 2_000, isSinceExact: true });
    });

    it('are not told by a snapshot that comes late', async () => {
      await seen(1_000, 'STARTING');
      await seen(3_000, 'RUNNING');
      await seen(2_000, 'RUNNING');
      expect(run()).toEqual({ sinceAt: 3_000, isSinceExact: true });
    });
  });
}
