import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface AwsStub {
  readonly url: string;
  close(): Promise<void>;
}

type Answer = (operation: string, input: Record<string, unknown>) => object | string;

/** Answers Rekognition's operations, and GetObject, with what a test says: for what neither AWS nor the emulator would. */
export async function startAwsStub(answer: Answer): Promise<AwsStub> {
  const server = createServer(async (incoming, outgoing) => {
    const target = String(incoming.headers['x-amz-target'] ?? '');
    const operation = target.replace('RekognitionService.', '') || 'GetObject';
    const input = target ? ((await json(incoming)) as Record<string, unknown>) : { path: incoming.url };
    const body = answer(operation, input);
    outgoing.writeHead(200, { 'x-amzn-requestid': 'stub' });
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
