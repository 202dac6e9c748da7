import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedVersions } from '../support/seed.js';
import { type Contestant, OTHER_CORE, peer, type Start, scratch, start } from './contestants.js';
import { runLoad } from './load.js';
import { median, quantile } from './statistics.js';

const VERSIONS = 20;
const CONNECTIONS = 16;
const ROUNDS = Number(process.env.BENCH_ROUNDS || 7);
const RUN_MS = 1_000;
const WARM_UP_MS = 1_500;

const FIELDS = 'arn name status creationTimestamp minInferenceUnits versionDescription feature';
const HOT = `query($arn: ProjectArn!) { project(arn: $arn) { arn name status modelVersions(first: 20) { nodes { ${FIELDS} } } } }`;
const SINCE = `query($arn: ProjectArn!, $since: DateTime!) { project(arn: $arn) { arn name status modelVersions(first: 20, filter: { createdAfter: $since }) { nodes { ${FIELDS} } } } }`;

interface Scenario {
  readonly name: string;
  readonly bodyOf: (arn: string) => (n: number) => string;
}

/** Before any version was made; a millisecond more for each request. */
const LONG_AGO = Date.parse('2020-01-01T00:00:00Z');

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'hot',
    bodyOf: (arn) => {
      const body = JSON.stringify({ query: HOT, variables: { arn } });
      return () => body;
    },
  },
  {
    name: 'variables',
    bodyOf: (arn) => (n) =>
      JSON.stringify({ query: SINCE, variables: { arn, since: new Date(LONG_AGO + n).toISOString() } }),
  },
  {
    name: 'documents',
    bodyOf: (arn) => (n) =>
      JSON.stringify({ query: HOT.replace('{ project(', `{ p${n}: project(`), variables: { arn } }),
  },
];

interface Row {
  readonly name: string;
  readonly scenario: string;
  /** Of bare node:http, in the same round. */
  readonly ratios: number[];
  readonly cpuRatios: number[];
  readonly perSecond: number[];
  readonly cpuUs: number[];
  readonly p99Ms: number[];
}

export async function measureReads(): Promise<Row[]> {
  const seed = await seedVersions(1, VERSIONS);
  const [arn = ''] = seed.versions.keys();
  const gateway: Start = {
    name: 'this gateway',
    script: ['dist/main.js'],
    env: { PORT: '0', EMULATOR_PORT: '0', EMULATOR_DATA: seed.file },
  };
  const ours = await start(gateway);
  const data = await settledAnswer(ours, SCENARIOS[0]?.bodyOf(arn)(0) ?? '');
  const world = join(scratch, 'world.json');
  writeFileSync(world, JSON.stringify(toWorld(data)));
  const bytes = join(scratch, 'answer.json');
  writeFileSync(bytes, JSON.stringify({ data }));

  const bare = await start({ name: 'bare node:http', script: ['dist/bench/bare.js', bytes] });
  const behindHive = await start({ ...peer('mercurius-jit', world), core: OTHER_CORE });
  const peers = [
    await start(peer('mercurius-jit', world)),
    await start(peer('mercurius-type-graphql-jit', world)),
    await start(peer('apollo-type-graphql', world)),
    await start(peer('yoga', world)),
    await start(peer('hive', world, behindHive.url.href)),
  ];
  const all = [ours, ...peers];
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) {
    for (const it of all) await compareAnswers(it, scenario, arn, data);
    rows.push(...(await measureScenario(scenario, bare, all, arn)));
  }
  for (const it of [...all, bare, behindHive]) await it.end();
  return rows;
}

async function measureScenario(
  { name: scenario, bodyOf }: Scenario,
  bare: Contestant,
  contestants: readonly Contestant[],
  arn: string,
): Promise<Row[]> {
  const run = async (it: Contestant, durationMs: number) => {
    if (process.env.BENCH_TRACE) console.error(new Date().toISOString(), scenario, it.name, durationMs);
    const cpuFrom = it.cpuMs();
    const load = { url: it.url, bodyOf: bodyOf(arn), connections: CONNECTIONS, durationMs };
    const { requests, perSecond, latencies } = await runLoad(load);
    return {
      perSecond,
      cpuUs: ((it.cpuMs() - cpuFrom) * 1_000) / requests,
      p99Ms: quantile(latencies, 0.99),
    };
  };
  const rows = [bare, ...contestants].map(({ name }) => ({
    name,
    scenario,
    ratios: [] as number[],
    cpuRatios: [] as number[],
    perSecond: [] as number[],
    cpuUs: [] as number[],
    p99Ms: [] as number[],
  }));
  for (const it of [bare, ...contestants]) await run(it, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++) {
    const limit = await run(bare, RUN_MS);
    for (const [index, it] of [bare, ...contestants].entries()) {
      const result = index === 0 ? limit : await run(it, RUN_MS);
      rows[index]?.ratios.push(result.perSecond / limit.perSecond);
      rows[index]?.cpuRatios.push(limit.cpuUs / result.cpuUs);
      rows[index]?.perSecond.push(result.perSecond);
      rows[index]?.cpuUs.push(result.cpuUs);
      rows[index]?.p99Ms.push(result.p99Ms);
    }
  }
  return rows;
}

/** @throws AssertionError for a contestant that answers otherwise: it would not count */
async function compareAnswers(it: Contestant, { bodyOf }: Scenario, arn: string, data: Data): Promise<void> {
  for (const n of [0, 1]) {
    const answer = await ask(it, bodyOf(arn)(n));
    const [project] = Object.values(answer);
    deepStrictEqual(project, data.project, `${it.name} answers otherwise`);
  }
}

interface Data {
  readonly project: { readonly modelVersions: { readonly nodes: readonly object[] } } & Record<
    string,
    unknown
  >;
}

async function settledAnswer(ours: Contestant, body: string): Promise<Data> {
  for (;;) {
    const data = (await ask(ours, body)) as unknown as Data;
    const isSettled = data.project.modelVersions.nodes.every(
      (it) => (it as { status: string }).status === 'TRAINING_COMPLETED',
    );
    if (isSettled) return data;
  }
}

function toWorld({ project: { modelVersions, ...project } }: Data) {
  return { projects: [{ ...project, versions: modelVersions.nodes }] };
}

async function ask(it: Contestant, body: string): Promise<Record<string, unknown>> {
  const response = await fetch(it.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  if (errors) throw new Error(`${it.name}: ${JSON.stringify(errors)}`);
  return data;
}

async function main() {
  for (const { name, scenario, ratios, cpuRatios, perSecond, cpuUs, p99Ms } of await measureReads()) {
    const range = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
    console.log(
      [
        scenario.padEnd(10),
        name.padEnd(28),
        median(ratios).toFixed(2),
        `(${range})`,
        'cpu',
        median(cpuRatios).toFixed(2),
        Math.round(median(perSecond)),
        `${Math.round(median(cpuUs))}us`,
        `p99 ${median(p99Ms).toFixed(1)}ms`,
      ].join('  '),
    );
  }
}
void main();
