import { measureFanOut, toFanOutText } from './fan-out.js';
import { measureReadsUnderEvents, toReadsText } from './reads-under-events.js';

async function main([only]: readonly string[]): Promise<void> {
  if (only !== 'reads') {
    const fanOut = await measureFanOut();
    console.table(fanOut.rows);
    console.log(toFanOutText(fanOut));
  }
  if (only !== 'fan-out') {
    const reads = await measureReadsUnderEvents();
    console.log(reads);
    console.log(toReadsText(reads));
  }
}

void main(process.argv.slice(2));
