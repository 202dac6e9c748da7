import { startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { startTestEmulator } from '../support/emulator.js';
import { type Seed, seedVersions } from '../support/seed.js';

/** AWS's own rate for DescribeProjectVersions. */
const CALLS_PER_SECOND = 5;
const PROJECTS = 20;
const VERSIONS_EACH = 10;
const ROUNDS = 3;

/**
 * 200 cold versions in 20 projects of ten: no page of a list saves a call, so twenty calls at five a second are the
 * fewest there can be. Five go at once and the others at the rate: (20 - 5) / 5 = 3 s. Prints the ratio to that.
 */
async function main(): Promise<void> {
  const seed = await seedVersions(PROJECTS, VERSIONS_EACH);
  const theoryMs = ((PROJECTS - CALLS_PER_SECOND) / CALLS_PER_SECOND) * 1_000;
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { ms, calls, throttled } = await measure(seed);
    ratios.push(ms / theoryMs);
    console.log(`round ${round + 1}: ${Math.round(ms)} ms, ${calls} calls, ${throttled} throttled by AWS`);
  }
  const median = [...ratios].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  console.log(
    `200 cold versions: ${median.toFixed(2)} of the theoretical ${theoryMs} ms (median of ${ROUNDS})`,
  );
}

async function measure(seed: Seed): Promise<{ ms: number; calls: number; throttled: number }> {
  const emulator = await startTestEmulator({ data: seed.file, tps: undefined });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'any',
  });
  const app = await startApp(parseConfig({ UPSTREAM: 'aws', DATA_DIR: 'none', PORT: '0' }), silentLog);
  const arns = [...seed.versions.values()].flat();
  const from = performance.now();
  await Promise.all([ask(app.url, arns.slice(0, 100)), ask(app.url, arns.slice(100))]);
  const ms = performance.now() - from;
  const { requests } = await emulator.control.requests();
  const describes = requests.filter((it) => it.operation === 'DescribeProjectVersions');
  await app.close();
  await emulator.close();
  return { ms, calls: describes.length, throttled: describes.filter((it) => it.status >= 400).length };
}

async function ask(url: string, arns: readonly string[]): Promise<void> {
  const query = 'query($arns: [ModelVersionArn!]!) { modelVersions(arns: $arns) { name status } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { arns } }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { modelVersions: unknown[] };
    errors?: unknown;
  };
  if (errors || data?.modelVersions.includes(null)) throw new Error(`no answer: ${JSON.stringify(errors)}`);
}

void main();
