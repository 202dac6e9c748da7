/**
 * How long a normal client waits, quiet and under each attack of the corpus, in one process with the gateway and the
 * attackers: `npm run bench:attacks`.
 */

import { ATTACKS, holdOpen } from '../support/attacks.js';
import { apiKeys, ask, bearer, keyOf } from '../support/callers.js';
import { startGateway } from '../support/gateway.js';

const ATTACKERS = 4;
const PACE_MS = 20;
const SAMPLES = 100;
/** Slower than the share of requests that a subject has by default. */
const NORMAL_PACE_MS = 22;
const QUERY = '{ projects(first: 20) { nodes { name status } } }';

void main();

async function main(): Promise<void> {
  const gateway = await startGateway({
    READ_MAX_AGE_MS: '60000',
    AUTH: 'api-key',
    API_KEYS: apiKeys(['ann', 'mallory']),
    GRANTS: '[{"to": ["*"], "role": "viewer", "projects": ["*"]}]',
  });
  const target = { url: gateway.url, authorization: `Bearer ${keyOf('mallory')}` };
  const sample = () => measure(() => ask(gateway, bearer(keyOf('ann')), QUERY));
  await sample(); // warm
  let quiet = await sample();
  for (const [index, [name, attack]] of Object.entries(ATTACKS).entries()) {
    if (index % 10 === 0) {
      quiet = await sample(); // the machine's own noise changes
      print('(quiet)', quiet, quiet);
    }
    let isOver = false;
    const attackers = Array.from({ length: ATTACKERS }, async () => {
      while (!isOver) {
        await attack(target);
        await new Promise((resolve) => setTimeout(resolve, PACE_MS));
      }
    });
    print(name, await sample(), quiet);
    isOver = true;
    await Promise.all(attackers);
  }
  const holds = Array.from({ length: 200 }, () => holdOpen(target));
  print('requests that never end', await sample(), quiet);
  for (const letGo of holds) letGo();
  await gateway.close();
}

/** Milliseconds of each of so many requests, one after the other. */
async function measure(send: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const startedAt = performance.now();
    await send();
    all.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, NORMAL_PACE_MS));
  }
  return all.sort((a, b) => a - b);
}

function print(name: string, measured: readonly number[], quiet: readonly number[]): void {
  const at = (list: readonly number[], share: number) => list[Math.floor(list.length * share)] ?? Number.NaN;
  const ratio = at(measured, 0.99) / at(quiet, 0.99);
  const row = [at(measured, 0.5), at(measured, 0.99)].map((it) => it.toFixed(1).padStart(8));
  process.stdout.write(
    `${name.padEnd(48)} p50 ${row[0]} ms  p99 ${row[1]} ms  ${ratio.toFixed(1)} × quiet\n`,
  );
}
