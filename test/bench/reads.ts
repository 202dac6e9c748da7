import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedVersions } from '../support/seed.js';
import { type Contestant, OTHER_CORE, peer, scratch, start } from './contestants.js';
import { runLoad } from './load.js';
import { memoryOverNewDocuments } from './new-documents.js';
import { HOT, SCENARIOS, type Scenario } from './scenarios.js';
import { median, quantile } from './statistics.js';

/** One contestant in one scenario, medians over the rounds. */
export interface Row {
  readonly contestant: string;
  readonly scenario: string;
  /** What bare node:http takes of the processor for a request in the same round, as a share of what this takes. */
  readonly ratio: number;
  readonly leastRatio: number;
  readonly mostRatio: number;
  /** Processor time for a request, microseconds. */
  readonly cpuUs: number;
  readonly perSecond: number;
  readonly p99Ms: number;
}

const VERSIONS = 20;
const CONNECTIONS = 16;
const WARM_UP_MS = 3_000;
/** In turns: whatever else the machine does falls on all alike. Each holds a refresh of what has grown old. */
const RUN_MS = 1_000;
const ROUNDS = 11;

/** Asks everybody the same, in turns. @throws AssertionError for a contestant that answers otherwise */
export async function measureReads(): Promise<{
  readonly rows: readonly Row[];
  readonly memoryMib: readonly number[];
}> {
  const seed = await seedVersions(1, VERSIONS);
  const [arn = ''] = seed.versions.keys();
  const gateway = await startGateway(seed.file);
  const data = await settledAnswer(gateway, HOT.bodyOf(arn)(0));
  const world = join(scratch, 'world.json');
  const answer = join(scratch, 'answer.json');
  writeFileSync(world, JSON.stringify(toWorld(data)));
  writeFileSync(answer, JSON.stringify({ data }));

  const behindHive = await start({ ...peer('mercurius-jit', world), core: OTHER_CORE });
  const bare = await start({ name: 'bare node:http', script: ['dist/bench/bare.js', answer] });
  const contestants = [
    gateway,
    await start(peer('mercurius-jit', world)),
    await start(peer('mercurius-type-graphql-jit', world)),
    await start(peer('apollo-type-graphql', world)),
    await start(peer('yoga', world)),
    await start(peer('hive', world, behindHive.url.href)),
  ];
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) {
    for (const it of contestants) await compareAnswers(it, scenario, arn, data);
    rows.push(...(await measureScenario(scenario, [bare, ...contestants], arn)));
  }
  const memoryMib = await memoryOverNewDocuments(gateway, arn);
  for (const it of [behindHive, bare, ...contestants]) await it.end();
  return { rows, memoryMib };
}

/** As `npm start` runs it: over its emulator with AWS's own rates, every operation logged. */
export function startGateway(dataFile: string, env: Readonly<Record<string, string>> = {}) {
  return start({
    name: 'this gateway',
    script: ['dist/main.js'],
    env: { PORT: '0', EMULATOR_PORT: '0', EMULATOR_DATA: dataFile, ...env },
  });
}

interface Run {
  readonly cpuUs: number;
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** The first is the limit that all are measured by. */
async function measureScenario(
  { name: scenario, bodyOf }: Scenario,
  contestants: readonly Contestant[],
  arn: string,
): Promise<Row[]> {
  const run = async (it: Contestant, durationMs: number): Promise<Run> => {
    const cpuFrom = it.cpuMs();
    const load = { url: it.url, bodyOf: bodyOf(arn), connections: CONNECTIONS, durationMs };
    const { requests, perSecond, latencies } = await runLoad(load);
    const cpuUs = ((it.cpuMs() - cpuFrom) * 1_000) / requests;
    return { cpuUs, perSecond, p99Ms: quantile(latencies, 0.99) };
  };
  const runs = contestants.map((): Run[] => []);
  for (const it of contestants) await run(it, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, it] of contestants.entries()) runs[index]?.push(await run(it, RUN_MS));
  const [limits = []] = runs;
  return contestants.map((it, index) => toRow(it.name, scenario, runs[index] ?? [], limits));
}

function toRow(contestant: string, scenario: string, runs: readonly Run[], limits: readonly Run[]): Row {
  const ratios = runs.map(({ cpuUs }, round) => (limits[round]?.cpuUs ?? Number.NaN) / cpuUs);
  return {
    contestant,
    scenario,
    ratio: median(ratios),
    leastRatio: quantile(ratios, 0.1),
    mostRatio: quantile(ratios, 0.9),
    cpuUs: median(runs.map((it) => it.cpuUs)),
    perSecond: median(runs.map((it) => it.perSecond)),
    p99Ms: median(runs.map((it) => it.p99Ms)),
  };
}

interface Data {
  readonly project: {
    readonly modelVersions: { readonly nodes: readonly { readonly status: string }[] };
  };
}

async function compareAnswers(it: Contestant, { bodyOf }: Scenario, arn: string, data: Data): Promise<void> {
  for (const n of [0, 1]) {
    const [project] = Object.values(await ask(it, bodyOf(arn)(n)));
    deepStrictEqual(project, data.project, `${it.name} answers otherwise`);
  }
}

/** Training takes the emulator a moment. */
async function settledAnswer(gateway: Contestant, body: string): Promise<Data> {
  for (;;) {
    const data = (await ask(gateway, body)) as unknown as Data;
    if (data.project.modelVersions.nodes.every((it) => it.status === 'TRAINING_COMPLETED')) return data;
  }
}

function toWorld({ project: { modelVersions, ...project } }: Data) {
  return { projects: [{ ...project, versions: modelVersions.nodes }] };
}

async function ask(it: Contestant, body: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(it.url, { method: 'POST', headers, body });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  if (errors) throw new Error(`${it.name}: ${JSON.stringify(errors)}`);
  return data;
}
