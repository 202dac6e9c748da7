import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface AwsStub {
  readonly url: string;
  close(): Promise<void>;
}

/** A whole reply, where the body alone does not say it. */
export class StubReply {
  /** @param body - a function writes it itself */
  constructor(
    readonly status: number,
    readonly body: string | ((outgoing: ServerResponse) => void),
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

type Answer = (
  operation: string,
  input: Record<string, unknown>,
  headers: IncomingHttpHeaders,
) => object | string | StubReply;

/** Answers Rekognition's operations, and GetObject, with what a test says: for what neither AWS nor the emulator would. */
export async function startAwsStub(answer: Answer): Promise<AwsStub> {
  const server = createServer(async (incoming, outgoing) => {
    const target = String(incoming.headers['x-amz-target'] ?? '');
    const operation = target.replace('RekognitionService.', '') || 'GetObject';
    const input = target ? ((await json(incoming)) as Record<string, unknown>) : { path: incoming.url };
    const { status, body, headers } = toReply(answer(operation, input, incoming.headers));
    outgoing.writeHead(status, { 'x-amzn-requestid': 'stub', ...headers });
    if (typeof body === 'string') outgoing.end(body);
    else body(outgoing);
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

function toReply(answer: object | string | StubReply): StubReply {
  if (answer instanceof StubReply) return answer;
  return new StubReply(200, typeof answer === 'string' ? answer : JSON.stringify(answer));
}
