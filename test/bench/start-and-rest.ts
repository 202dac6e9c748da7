import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestEmulator } from '../support/emulator.js';
import { seedVersions } from '../support/seed.js';
import { ask, settledAnswer, writeAnswer } from './answers.js';
import { type Contestant, type Start, scratch, start } from './contestants.js';
import { HOT } from './scenarios.js';
import { bare, gatewayInFrontOf, gatewayOver, peer } from './starts.js';
import { median } from './statistics.js';

/** How one contestant starts and rests. */
export interface Resting {
  readonly contestant: string;
  /** From the start of its process until it had answered its first request. */
  readonly answerMs: number;
  /** Processor time until then, milliseconds. */
  readonly answerCpuMs: number;
  /** Resident, after a few reads and a rest. */
  readonly memoryMib: number;
  /** Processor time in a second of rest, milliseconds. */
  readonly restCpuMs: number;
  /** How late its event loop was at rest, milliseconds: 99 in 100 turns no later, and the latest. */
  readonly p99LateMs: number;
  readonly mostLateMs: number;
}

const ROUNDS = 7;
const VERSIONS = 20;
const READS = 10;
/** Since the start of the process. */
const REST_FROM_MS = 4_000;
const REST_UNTIL_MS = 14_000;
/** For the last of them to tell how it rested. */
const PATIENCE_MS = 1_000;

/**
 * Starts everybody in turns, asks a little, and then leaves all of them alone; medians over the rounds. The gateway
 * is there twice: as by `npm start`, with its emulator in the same process, and as in front of AWS.
 */
export async function measureStartAndRest(): Promise<Resting[]> {
  const seed = await seedVersions(1, VERSIONS);
  const [arn = ''] = seed.versions.keys();
  const body = HOT.bodyOf(arn)(0);
  const aws = await startTestEmulator({ data: seed.file, tps: undefined });
  const gateway = gatewayInFrontOf(aws.url);
  const first = await start(gateway);
  const { world, answer } = writeAnswer(await settledAnswer(first, body));
  await first.end();
  const contestants = [
    bare(answer),
    gateway,
    { ...gatewayOver(seed.file), name: 'this gateway, with its emulator' },
    peer('apollo-type-graphql', world),
  ];

  await measureRound(contestants, body); // whatever is read is in the disk's cache from now on
  const rounds: Resting[][] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(contestants, body));
  await aws.close();
  return contestants.map(({ name }) => toMedian(rounds.flat().filter((it) => it.contestant === name)));
}

/** A row of each, ready for README. */
export function toStartTable(rows: readonly Resting[]): string {
  const lines = rows.map((it) => {
    const start = `${Math.round(it.answerMs)} ms (${Math.round(it.answerCpuMs)} ms)`;
    const rest = `${it.restCpuMs.toFixed(1)} ms/s`;
    const late = `${it.p99LateMs.toFixed(1)} ms, ${it.mostLateMs.toFixed(1)} ms`;
    return `| ${it.contestant} | ${start} | ${Math.round(it.memoryMib)} MiB | ${rest} | ${late} |`;
  });
  return [
    '| server | start to first answer (processor) | memory at rest | processor at rest | event loop late: p99, most |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

async function measureRound(starts: readonly Start[], body: string): Promise<Resting[]> {
  const begun = [];
  for (const it of starts) begun.push(await begin(it, body));
  const rested = await Promise.all(begun.map(rest));
  for (const { contestant } of begun) await contestant.end();
  return rested;
}

interface Begun {
  readonly contestant: Contestant;
  readonly answerMs: number;
  readonly answerCpuMs: number;
  /** Where it tells how late it was. */
  readonly file: string;
  /** As `performance.now()` counts. */
  readonly startedAt: number;
}

let probes = 0;

async function begin({ env, script, ...named }: Start, body: string): Promise<Begun> {
  const file = join(scratch, `rest-${++probes}.json`);
  const watched = { REST_FILE: file, REST_FROM_MS: `${REST_FROM_MS}`, REST_UNTIL_MS: `${REST_UNTIL_MS}` };
  const probed = ['-r', './dist/bench/servers/rest-probe.js', ...script];
  const startedAt = performance.now();
  const contestant = await start({ ...named, script: probed, env: { ...env, ...watched } });
  await ask(contestant, body);
  const answerMs = performance.now() - startedAt;
  const answerCpuMs = contestant.cpuMs();
  for (let n = 1; n < READS; n++) await ask(contestant, body);
  return { contestant, answerMs, answerCpuMs, file, startedAt };
}

async function rest({ contestant, answerMs, answerCpuMs, file, startedAt }: Begun): Promise<Resting> {
  await until(startedAt + REST_FROM_MS);
  const cpuMs = contestant.cpuMs();
  await until(startedAt + REST_UNTIL_MS);
  const restCpuMs = ((contestant.cpuMs() - cpuMs) * 1_000) / (REST_UNTIL_MS - REST_FROM_MS);
  const memoryMib = contestant.memoryKib() / 1_024;
  await until(startedAt + REST_UNTIL_MS + PATIENCE_MS);
  const late = JSON.parse(readFileSync(file, 'utf8')) as Pick<Resting, 'p99LateMs' | 'mostLateMs'>;
  return { contestant: contestant.name, answerMs, answerCpuMs, memoryMib, restCpuMs, ...late };
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, at - performance.now()));
}

function toMedian(rows: readonly Resting[]): Resting {
  const of = (pick: (row: Resting) => number) => median(rows.map(pick));
  return {
    contestant: rows[0]?.contestant ?? '',
    answerMs: of((it) => it.answerMs),
    answerCpuMs: of((it) => it.answerCpuMs),
    memoryMib: of((it) => it.memoryMib),
    restCpuMs: of((it) => it.restCpuMs),
    p99LateMs: of((it) => it.p99LateMs),
    mostLateMs: of((it) => it.mostLateMs),
  };
}
