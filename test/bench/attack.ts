import { ATTACKS } from '../support/attack-corpus.js';
import { buildGateway } from '../support/gateway-process.js';

const SECONDS = Number(process.env.ATTACK_SECONDS || 20);
/** Attacks under way at a time, and how long each attacker rests between two, milliseconds. */
const ATTACKERS = 4;
const REST_MS = 50;
/** How often the normal client asks, milliseconds. */
const EVERY_MS = 20;

/**
 * How long a normal client waits while nobody else is there, and while the attack corpus runs against the same gateway,
 * a process of its own. Prints the ratio of the 99th percentiles.
 */
async function main(): Promise<void> {
  const program = buildGateway();
  // What it takes to ask AWS is not the question here.
  const gateway = await program.start({ LOG_LEVEL: 'error', READ_MAX_AGE_MS: '600000' });
  await measure(gateway.url, 3); // warms up
  const quiet = await measure(gateway.url, SECONDS);
  let isOver = false;
  const slow = ATTACKS.filter((it) => it.isSlow).map(({ run }) => run(gateway.url));
  const attackers = Array.from({ length: ATTACKERS }, (_, i) => attack(gateway.url, i, () => isOver));
  const attacked = await measure(gateway.url, SECONDS);
  isOver = true;
  const counts = await Promise.all(attackers);
  await Promise.all(slow);
  program.remove();
  const attacks = counts.reduce((sum, it) => sum + it, 0);
  console.log(
    `quiet: p50 ${quiet.p50.toFixed(1)} ms, p99 ${quiet.p99.toFixed(1)} ms (${quiet.count} requests)`,
  );
  console.log(
    `attacked ${attacks} times: p50 ${attacked.p50.toFixed(1)} ms, p99 ${attacked.p99.toFixed(1)} ms (${attacked.count} requests)`,
  );
  console.log(`p99 under attack: ${(attacked.p99 / quiet.p99).toFixed(2)} of its quiet value`);
}

const QUERY = JSON.stringify({
  query:
    '{ projects(first: 20) { totalCount nodes { name modelVersions(first: 20) { nodes { name status } } } } }',
});

async function measure(url: string, seconds: number) {
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  while (performance.now() < until) {
    const from = performance.now();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: QUERY });
    const { data } = (await response.json()) as { data?: { projects?: unknown } };
    if (!data?.projects) throw new Error('the normal client got no answer');
    times.push(performance.now() - from);
    await pause(EVERY_MS);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { count: times.length, p50: at(0.5), p99: at(0.99) };
}

async function attack(url: string, first: number, isOver: () => boolean): Promise<number> {
  const quick = ATTACKS.filter((it) => !it.isSlow);
  let count = 0;
  for (; !isOver(); count++) {
    await quick[(first * 17 + count) % quick.length]?.run(url);
    await pause(REST_MS);
  }
  return count;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

void main();
