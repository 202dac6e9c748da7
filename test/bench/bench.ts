import { toOrigin, toTable, writeSection } from './readme.js';
import { measureReads } from './reads.js';

async function main(): Promise<void> {
  const { rows, memoryMib } = await measureReads();
  console.table(rows);
  const memory = `The gateway's memory over 100,000 documents never seen before, after each quarter: ${memoryMib.join(', ')} MiB.`;
  writeSection('bench', `${toTable(rows)}\n\n${memory}\n\n${toOrigin()}`);
}

void main();
