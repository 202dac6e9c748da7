import { measureGrowth, toGrowthText } from './growth.js';
import { measureStartAndRest, toStartTable } from './start-and-rest.js';

/** One measurement alone, printed as README shows it: `node test/bench/peers.mjs one start-and-rest`. */
const MEASUREMENTS: Readonly<Record<string, () => Promise<string>>> = {
  growth: async () => toGrowthText(await measureGrowth()),
  'start-and-rest': async () => toStartTable(await measureStartAndRest()),
};

async function main(name: string): Promise<void> {
  const measure = MEASUREMENTS[name];
  if (!measure) throw new Error(`Expected one of ${Object.keys(MEASUREMENTS).join(', ')}, not ${name}.`);
  console.log(await measure());
}

void main(process.argv[2] ?? '');
