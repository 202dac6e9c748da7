import { createDataFiles, type Inventory, versionsIn } from '../support/data-files.js';
import { NO_RATES } from '../support/models.js';
import { type Contestant, scratch, start } from './contestants.js';
import { type Grown, INVENTORIES } from './inventories.js';
import { runLoad } from './load.js';
import { gatewayOver } from './starts.js';
import { median } from './statistics.js';

interface Read {
  readonly name: string;
  readonly query: string;
}

/** All that AWS allows to be there. */
const MOST = 'first: 100';
/** Everything comes last: whoever has read it has the poller look at all of it more often. */
const READS: readonly Read[] = [
  { name: 'one version', query: 'query($arn: ModelVersionArn!) { modelVersion(arn: $arn) { name status } }' },
  {
    name: 'one project and its newest version',
    query:
      'query($project: ProjectArn!) { project(arn: $project) { name modelVersions(first: 1) { nodes { name status } } } }',
  },
  {
    name: 'everything there is',
    query: `{ projects(${MOST}) { nodes { name modelVersions(${MOST}) { nodes { name status } } } } }`,
  },
];

const SETTINGS = {
  ...NO_RATES,
  EMULATOR_TPS: '0',
  READ_MAX_AGE_MS: '600000', // asking AWS is not the question here
  RESPONSE_CACHE_MB: '0', // nor is an answer that need not be computed
  LOG_LEVEL: 'error',
};
const CONNECTIONS = 4;
const WARM_UP_MS = 1_500;
const RUN_MS = 500;
const ROUNDS = 5;

interface Sized {
  readonly inventory: Inventory;
  readonly gateway: Contestant;
  readonly variables: { readonly arn: string; readonly project: string };
}

/** Processor time for a read in milliseconds, by how many versions there are. Medians of rounds in turns. */
export async function measureReadGrowth(): Promise<Grown[]> {
  const all: Sized[] = [];
  const createDataFile = await createDataFiles(scratch);
  for (const inventory of INVENTORIES) {
    const { file, project, version: arn } = createDataFile(inventory);
    all.push({ inventory, gateway: await start(gatewayOver(file, SETTINGS)), variables: { project, arn } });
  }
  const lines: Grown[] = [];
  for (const { query } of READS.slice(0, -1)) for (const it of all) await cpuMsOf(it, query, WARM_UP_MS);
  for (const { name, query } of READS) {
    for (const it of all) await cpuMsOf(it, query, WARM_UP_MS);
    const costs = all.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [index, it] of all.entries()) costs[index]?.push(await cpuMsOf(it, query, RUN_MS));
    lines.push({
      name,
      points: all.map(({ inventory }, index) => [versionsIn(inventory), median(costs[index] ?? [])]),
    });
  }
  for (const { gateway } of all) await gateway.end();
  return lines;
}

async function cpuMsOf({ gateway, variables }: Sized, query: string, durationMs: number): Promise<number> {
  const body = JSON.stringify({ query, variables });
  const cpuFrom = gateway.cpuMs();
  const load = { url: gateway.url, bodyOf: () => body, connections: CONNECTIONS, durationMs };
  const { requests } = await runLoad(load);
  return (gateway.cpuMs() - cpuFrom) / requests;
}
