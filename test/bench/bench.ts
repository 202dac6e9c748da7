import { toOrigin, toTable, writeSection } from './readme.js';
import { measureReads } from './reads.js';

async function main(): Promise<void> {
  const rows = await measureReads();
  console.table(rows);
  writeSection('bench', `${toTable(rows)}\n\n${toOrigin()}`);
}

void main();
