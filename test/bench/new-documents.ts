import type { Contestant } from './contestants.js';
import { runLoad } from './load.js';
import { NEW_DOCUMENT } from './scenarios.js';

const DOCUMENTS = 100_000;
const PARTS = 4;
/** Looks in each part: between two collections there is garbage in it, so the least counts. */
const LOOKS = 5;

/** Sends a hundred thousand documents that were never seen before; the least resident memory in each quarter, MiB. */
export async function memoryOverNewDocuments(gateway: Contestant, arn: string): Promise<number[]> {
  const bodyOf = NEW_DOCUMENT.bodyOf(arn);
  const memory: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const looks: number[] = [];
    for (let look = 0; look < LOOKS; look++) {
      const requests = DOCUMENTS / PARTS / LOOKS;
      await runLoad({ url: gateway.url, bodyOf, connections: 16, durationMs: 60_000, requests });
      looks.push(gateway.memoryKib() / 1024);
    }
    memory.push(Math.round(Math.min(...looks)));
  }
  return memory;
}
