import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openCrowd } from '../crowd.js';

/** `<url> <count> <file of the query>`: a crowd in a process of its own, which tells how many events it has got in all. */
async function main(): Promise<void> {
  const [, , url = '', count, file = ''] = process.argv;
  const crowd = await openCrowd(new URL(url), Number(count), readFileSync(file, 'utf8'));
  const server = createServer((_request, response) => response.end(String(crowd.got)));
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
  });
}

void main();
