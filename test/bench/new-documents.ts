import type { Contestant } from './contestants.js';
import { runLoad } from './load.js';
import { NEW_DOCUMENT } from './scenarios.js';

const DOCUMENTS = 100_000;
const PARTS = 4;

/** Sends a hundred thousand documents that were never seen before; the resident memory after each quarter of them, MiB. */
export async function memoryOverNewDocuments(gateway: Contestant, arn: string): Promise<number[]> {
  const bodyOf = NEW_DOCUMENT.bodyOf(arn);
  const memory: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const requests = DOCUMENTS / PARTS;
    await runLoad({ url: gateway.url, bodyOf, connections: 16, durationMs: 120_000, requests });
    memory.push(Math.round(gateway.memoryKib() / 1024));
  }
  return memory;
}
