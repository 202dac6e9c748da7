import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, startApp } from '../../src/app.js';
import { systemClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';

const REQUESTS = 1_000;
const CONCURRENT = 8;
const ROUNDS = 15;
const HOT_READ =
  '{ projects(first: 10) { nodes { arn name modelVersions(first: 5) { nodes { name status } } } } }';

/**
 * What traces cost: the same hot read, which asks AWS nothing, from a gateway without and one that sends all its
 * spans to a collector that throws them away. The rounds alternate in one process; prints the CPU that each took.
 */
async function main(): Promise<void> {
  const collector = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const off = await start({});
  const on = await start({ OTEL_EXPORTER_OTLP_ENDPOINT });
  const sampled = await start({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG: '0.01' });
  for (const app of [off, on, sampled]) await measure(app); // warm up
  const micros: Record<string, number[]> = { 'no traces': [], 'every trace': [], 'one in a hundred': [] };
  for (let round = 0; round < ROUNDS; round++) {
    micros['no traces']?.push(await measure(off));
    micros['every trace']?.push(await measure(on));
    micros['one in a hundred']?.push(await measure(sampled));
  }
  const base = Math.min(...(micros['no traces'] ?? []));
  for (const [name, values] of Object.entries(micros)) {
    const least = Math.min(...values); // of all rounds the one that others disturbed the least
    const ratio = (least / base).toFixed(2);
    console.log(
      `${name}: ${Math.round(least)} µs of CPU a request in the best of ${ROUNDS} rounds, ${ratio} of none`,
    );
  }
  await Promise.all([off, on, sampled].map((app) => app.close(0)));
  agent.destroy();
  collector.closeAllConnections();
  collector.close();
}

function start(settings: Readonly<Record<string, string>>): Promise<App> {
  const fixed = { PORT: '0', EMULATOR_PORT: '0', READ_MAX_AGE_MS: '3600000', POLL_INTERVAL_MS: '3600000' };
  return startApp(parseConfig({ ...fixed, ...settings }), silentLog, systemClock);
}

/** Microseconds of CPU for a request, its client's included: other processes do not count. */
async function measure({ url }: App): Promise<number> {
  const from = process.cpuUsage();
  let left = REQUESTS;
  const send = async () => {
    while (left-- > 0) await ask(url);
  };
  await Promise.all(Array.from({ length: CONCURRENT }, send));
  const { user, system } = process.cpuUsage(from);
  return (user + system) / REQUESTS;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
const headers = { 'content-type': 'application/json' };

/** With node:http, because fetch costs as much as the gateway. */
function ask(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', headers, agent }, (response) => {
      const isGood = response.statusCode === 200;
      response.resume().on('end', () => (isGood ? resolve() : reject(new Error(`${response.statusCode}`))));
    });
    sent.on('error', reject).end(JSON.stringify({ query: HOT_READ }));
  });
}

void main();
