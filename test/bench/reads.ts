import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedVersions } from '../support/seed.js';
import { compareAnswers, settledAnswer, writeAnswer } from './answers.js';
import { type Contestant, OTHER_CORE, scratch, start } from './contestants.js';
import { startTokenHolder } from './jwt.js';
import { runLoad } from './load.js';
import { memoryOverNewDocuments } from './new-documents.js';
import { HOT, SCENARIOS, type Scenario } from './scenarios.js';
import { bare, gatewayOver, peer, WITH_TOKEN } from './starts.js';

/** One contestant in one scenario. */
export interface Row {
  readonly contestant: string;
  readonly scenario: string;
  /** Processor time for a request in each round, microseconds. */
  readonly cpuUs: readonly number[];
}

export interface Reads {
  /** In each scenario the limit comes first. */
  readonly rows: readonly Row[];
  readonly memoryMib: readonly number[];
}

const VERSIONS = 20;
const CONNECTIONS = 16;
const WARM_UP_MS = 3_000;
/** In turns: whatever else the machine does falls on all alike. Each holds a refresh of what has grown old. */
const RUN_MS = 1_000;
const ROUNDS = 11;

/** Asks everybody the same, in turns. @throws AssertionError for a contestant that answers otherwise */
export async function measureReads(): Promise<Reads> {
  const seed = await seedVersions(1, VERSIONS);
  const [arn = ''] = seed.versions.keys();
  const ownSeed = join(scratch, 'seed.json'); // an emulator keeps its state there
  copyFileSync(seed.file, ownSeed);
  const holder = await startTokenHolder();
  const { env, headers } = holder;
  const gateway = await start(gatewayOver(seed.file));
  const withToken = await start({ ...gatewayOver(ownSeed, env), name: WITH_TOKEN, headers });
  const body = HOT.bodyOf(arn)(0);
  const data = await settledAnswer(gateway, body);
  await settledAnswer(withToken, body);
  const { world, answer } = writeAnswer(data);

  const behindHive = await start({ ...peer('mercurius-jit', world), core: OTHER_CORE });
  const limit = await start(bare(answer));
  const contestants = [
    gateway,
    withToken,
    await start(peer('mercurius-jit', world)),
    await start(peer('mercurius-type-graphql-jit', world)),
    await start(peer('apollo-type-graphql', world)),
    await start(peer('yoga', world)),
    await start(peer('hive', world, behindHive.url.href)),
  ];
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) {
    const those = contestants.filter((it) => scenario === HOT || it !== withToken);
    for (const it of those) await compareAnswers(it, scenario, arn, data);
    rows.push(...(await measureScenario(scenario, [limit, ...those], arn)));
  }
  const memoryMib = await memoryOverNewDocuments(gateway, arn);
  for (const it of [behindHive, limit, ...contestants]) await it.end();
  await holder.close();
  return { rows, memoryMib };
}

async function measureScenario(
  { name: scenario, bodyOf }: Scenario,
  contestants: readonly Contestant[],
  arn: string,
): Promise<Row[]> {
  const run = async (it: Contestant, durationMs: number): Promise<number> => {
    const { url, headers } = it;
    const cpuFrom = it.cpuMs();
    const load = { url, headers, bodyOf: bodyOf(arn), connections: CONNECTIONS, durationMs };
    const { requests } = await runLoad(load);
    return ((it.cpuMs() - cpuFrom) * 1_000) / requests;
  };
  const runs = contestants.map(({ name: contestant }) => ({ contestant, scenario, cpuUs: [] as number[] }));
  for (const it of contestants) await run(it, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, it] of contestants.entries()) runs[index]?.cpuUs.push(await run(it, RUN_MS));
  return runs;
}
