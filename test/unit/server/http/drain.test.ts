import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { silentLog } from '../../../../src/log.js';
import { HttpServer } from '../../../../src/server/http/http-server.js';
import { json } from '../../../../src/server/http/reply.js';

const CLIENTS = 50;

/** Asks for so many connections and writes a request on each; says when the network has taken all, then what came of them. */
const CLIENT = `
  const { connect } = require('node:net');
  const { parentPort, workerData: { port, clients } } = require('node:worker_threads');
  let written = 0;
  const answers = Array.from({ length: clients }, () => new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET / HTTP/1.1\\r\\nhost: gateway\\r\\n\\r\\n', () => {
        if (++written === clients) Atomics.notify(flag, 0, Atomics.store(flag, 0, 1));
      });
    });
    socket.on('data', (data) => { text += data; });
    socket.on('error', (error) => { text = error.code; });
    socket.on('close', () => resolve(text.split('\\r\\n')[0]));
  }));
  const flag = new Int32Array(require('node:worker_threads').workerData.flag);
  Promise.all(answers).then((all) => parentPort.postMessage(all));
`;

it('a server that ends answers connections that the network let in while it was busy', async () => {
  const http = new HttpServer({}, () => json(200, { status: 'ok' }), silentLog);
  await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve));
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port } = http.server.address() as AddressInfo;
  const workerData = { port, clients: CLIENTS, flag: flag.buffer };
  const worker = new Worker(CLIENT, { eval: true, workerData });
  const answers = once(worker, 'message');
  await once(worker, 'online');
  Atomics.wait(flag, 0, 0, 20_000); // the event loop stands still, until all have written
  await http.drain();
  expect((await answers)[0]).toEqual(Array(CLIENTS).fill('HTTP/1.1 200 OK'));
  await worker.terminate();
});
