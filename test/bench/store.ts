import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedCatalog } from '../../src/catalog/embedded/embedded-catalog.js';
import { systemClock } from '../../src/clock.js';
import type { ModelVersion } from '../../src/domain/model.js';
import { silentLog } from '../../src/log.js';
import { openStore } from '../../src/storage/open-store.js';
import { aModelVersion, aProjectArn } from '../support/builders.js';
import { startTestEmulator } from '../support/emulator.js';
import { seedVersions } from '../support/seed.js';
import { type Contestant, type Start, start } from './contestants.js';
import { runLoad } from './load.js';
import { HOT } from './scenarios.js';
import { gatewayInFrontOf } from './starts.js';
import { median, quantile, spreadOf, toSpreadText } from './statistics.js';

const BOUNDS = { retentionMs: 86_400_000, maxEntries: 50_000 };
const SINGLE_EVENTS = 300;
const PROJECTS = 100;
/** In each project: 10,000 in all, and as many events each time that all of them change. */
const VERSIONS = 100;
const ROUNDS_OF_EVENTS = 5;
/** Within this the store is compacted, as by every gateway that goes on running. */
const COMPACTION_MS = 25_000;
const STARTS = 5;
const READ_ROUNDS = 9;
const READ_MS = 1_500;
const CONNECTIONS = 8;

const scratch = mkdtempSync(join(tmpdir(), 'bench-store-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** Prints what the embedded store costs: an event, a burst of events, a start, a read. */
async function main(): Promise<void> {
  const full = join(scratch, 'full');
  await measureEvents(full);
  const seed = await seedVersions(1, 20);
  const [arn = ''] = seed.versions.keys();
  const aws = await startTestEmulator({ data: seed.file, tps: 0 });
  await measureStarts(aws.url, full);
  await measureReads(aws.url, arn);
  await aws.close();
  process.exit(0);
}

/** Leaves a folder with 10,000 versions and 50,000 events. */
async function measureEvents(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir, log: silentLog });
  const catalog = await openEmbeddedCatalog({ store, clock: systemClock, log: silentLog, ...BOUNDS });
  const look = (versions: readonly ModelVersion[]) => {
    const startedAt = systemClock.now();
    const projectArn = versions[0]?.projectArn ?? aProjectArn();
    const seen = versions.map((it) => ({ ...it, observedAt: startedAt }));
    return catalog.observe({ kind: 'versions', projectArn, scope: 'all', versions: seen, startedAt });
  };
  const projects = Array.from({ length: PROJECTS }, (_, p) =>
    Array.from({ length: VERSIONS }, (_, v) =>
      aModelVersion({ projectArn: aProjectArn(`p${p}`), name: `v${v}`, status: 'STOPPED' }),
    ),
  );
  await Promise.all(projects.map(look));

  const one = aModelVersion({ projectArn: aProjectArn('one') });
  await look([one]);
  const times: number[] = [];
  for (let i = 0; i < SINGLE_EVENTS; i += 1) {
    const from = performance.now();
    await look([{ ...one, status: i % 2 === 0 ? 'STARTING' : 'RUNNING' }]);
    times.push(performance.now() - from);
  }
  console.log(
    `a stored event: median ${median(times).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`,
  );

  const from = performance.now();
  for (let round = 0; round < ROUNDS_OF_EVENTS; round += 1) {
    const status = round % 2 === 0 ? 'RUNNING' : 'STOPPED';
    await Promise.all(projects.map((versions) => look(versions.map((it) => ({ ...it, status })))));
  }
  const events = ROUNDS_OF_EVENTS * PROJECTS * VERSIONS;
  console.log(`bursts: ${Math.round((events / (performance.now() - from)) * 1_000)} events a second`);
  await pause(COMPACTION_MS);
  await catalog.close();
  await store.close();
}

/** By turns, each in a folder of its own, until it says where it listens. */
async function measureStarts(url: string, full: string): Promise<void> {
  const times: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
  const processor: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
  for (let round = 0; round < STARTS; round += 1)
    for (const kind of ['empty', 'full'] as const) {
      const folder = join(scratch, `start-${kind}-${round}`);
      if (kind === 'full') cpSync(full, folder, { recursive: true });
      const it = await start(onDisk(url, folder));
      times[kind].push(it.startMs);
      processor[kind].push(it.cpuMs());
      await it.end();
    }
  tellStarts('start', times);
  tellStarts('processor time of it', processor); // the same on a machine that others use too
}

function tellStarts(what: string, times: Record<'empty' | 'full', number[]>): void {
  const [empty, full] = [median(times.empty), median(times.full)];
  const bound = Math.round(1.5 * empty + 500);
  console.log(
    `${what}: empty ${Math.round(empty)} ms, with 10,000 versions and 50,000 events ${Math.round(full)} ms (wanted: at most ${bound})`,
  );
}

/** By turns, in one run: the share of the reads a second that are left with the store. */
async function measureReads(url: string, arn: string): Promise<void> {
  const inMemory = await start(gatewayInFrontOf(url));
  const stored = await start(onDisk(url, join(scratch, 'reads')));
  await readsAt(inMemory, arn);
  await readsAt(stored, arn);
  const shares: number[] = [];
  for (let round = 0; round < READ_ROUNDS; round += 1) {
    const without = await readsAt(inMemory, arn);
    shares.push((await readsAt(stored, arn)) / without);
  }
  console.log(`hot reads with the store, of those without: ${toSpreadText(spreadOf(shares))}`);
  await inMemory.end();
  await stored.end();
}

async function readsAt({ url }: Contestant, arn: string): Promise<number> {
  const load = { url, bodyOf: HOT.bodyOf(arn), connections: CONNECTIONS, durationMs: READ_MS };
  return (await runLoad(load)).perSecond;
}

function onDisk(url: string, dataDir: string): Start {
  return gatewayInFrontOf(url, { DATA_DIR: dataDir });
}

void main();
