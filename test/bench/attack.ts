import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { apiKeys, bearer, keyOf } from '../support/callers.js';
import { createDataFiles } from '../support/data-files.js';
import { buildGateway, type GatewayProcess } from '../support/gateway-process.js';
import { readMetrics } from '../support/metrics.js';
import type { AttackClass, Orders } from './attackers.js';

const SECONDS = Number(process.env.ATTACK_SECONDS || 20);
/** How often the normal client asks, milliseconds. */
const EVERY_MS = 20;
const CLASSES: readonly AttackClass[] = ['strangers', 'no grants', 'viewer'];

/**
 * How long a normal client waits while nobody else is there, and under each class of attack on the same gateway, a process
 * of its own over 100 projects with 100 versions; by how much log and audit grow, and what memory it takes.
 */
async function main(): Promise<void> {
  const fileOf = await createDataFiles(mkdtempSync(join(tmpdir(), 'attack-')));
  const program = buildGateway();
  const audit = join(mkdtempSync(join(tmpdir(), 'attack-')), 'audit.jsonl');
  const gateway = await program.start({
    EMULATOR_DATA: fileOf({ projects: 100, versionsEach: 100 }).file,
    EMULATOR_TPS: '0',
    LOG_LEVEL: 'info',
    READ_MAX_AGE_MS: '600000', // what it takes to ask AWS is not the question here
    AUTH: 'api-key',
    API_KEYS: apiKeys(['normal', 'viewer', 'eve']),
    GRANTS: JSON.stringify([{ to: ['normal', 'viewer'], role: 'viewer', projects: ['*'] }]),
    REQUESTS_PER_MINUTE: '3000',
    AUDIT_FILE: audit,
  });
  const look = async () => ({
    log: sizeOf(gateway.lines),
    audit: statSync(audit).size,
    cpu: (await readMetrics(gateway.url)).get('process_cpu_seconds_total') ?? Number.NaN,
  });
  const share = (cpuSeconds: number) => `${Math.round((cpuSeconds / SECONDS) * 100)} %`;
  await measure(gateway, 3); // warms up
  const start = await look();
  const quiet = await measure(gateway, SECONDS);
  const used = (await look()).cpu - start.cpu;
  console.log(`quiet: ${toText(quiet)}; processor ${share(used)}, memory ${await memoryOf(gateway)} MB`);
  for (const attack of CLASSES) {
    const before = await look();
    const worker = new Worker(join(__dirname, '../../dist/bench/attackers.js'), {
      workerData: { url: gateway.url, attack } satisfies Orders,
    });
    const result = await measure(gateway, SECONDS);
    worker.postMessage('end');
    const counts = await new Promise((resolve) => worker.once('message', resolve));
    const after = await look();
    const grown = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
    console.log(
      `${attack}: ${toText(result)}, p99 ${(result.p99 / quiet.p99).toFixed(2)} of its quiet value`,
    );
    console.log(
      `  in ${SECONDS} s: log +${grown(after.log - before.log)}, audit +${grown(after.audit - before.audit)}; processor ${share(after.cpu - before.cpu)}, memory ${await memoryOf(gateway)} MB; ${JSON.stringify(counts)}`,
    );
    await pause(2_000);
  }
  program.remove();
}

interface Waits {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

function toText({ count, p50, p99 }: Waits): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${count} requests)`;
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, it) => sum + it.length + 1, 0);
}

async function memoryOf({ url }: GatewayProcess): Promise<number> {
  const bytes = (await readMetrics(url)).get('process_resident_memory_bytes') ?? Number.NaN;
  return Math.round(bytes / 1024 / 1024);
}

const QUERY = JSON.stringify({
  query:
    '{ projects(first: 20) { totalCount nodes { name modelVersions(first: 20) { nodes { name status } } } } }',
});

async function measure({ url }: GatewayProcess, seconds: number): Promise<Waits> {
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  while (performance.now() < until) {
    const from = performance.now();
    const headers = { 'content-type': 'application/json', ...bearer(keyOf('normal')) };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: QUERY });
    const { data } = (await response.json()) as { data?: { projects?: unknown } };
    if (!data?.projects) throw new Error(`the normal client got no answer, but ${response.status}`);
    times.push(performance.now() - from);
    await pause(EVERY_MS);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { count: times.length, p50: at(0.5), p99: at(0.99) };
}

void main();
