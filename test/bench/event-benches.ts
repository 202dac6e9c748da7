import { measureFanOut, toFanOutText } from './fan-out.js';
import { measureReadsUnderEvents } from './reads-under-events.js';

async function main([only]: readonly string[]): Promise<void> {
  if (only !== 'reads') {
    const fanOut = await measureFanOut();
    console.table(fanOut.rows);
    console.log(toFanOutText(fanOut));
  }
  if (only !== 'fan-out') console.log(await measureReadsUnderEvents());
}

void main(process.argv.slice(2));
