import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One answer as it went over the wire. */
export interface Exchange {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Recorder {
  /** Clients are pointed here. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

/** Stands between AWS clients and `target`, changes nothing and remembers every answer. */
export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    try {
      const sent = await buffer(incoming);
      const answer = await forward(target, incoming, sent);
      const body = await buffer(answer);
      const { statusCode: status = 0, headers } = answer;
      exchanges.push({ ...nameOf(incoming, sent.toString()), status, headers, body: body.toString() });
      outgoing.writeHead(status, headers).end(body);
    } catch {
      outgoing.destroy(); // as the target did
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function forward(
  target: string,
  { method, url = '/', headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false };
    request(new URL(url, target), options, resolve).on('error', reject).end(body);
  });
}

function nameOf({ method, headers }: IncomingMessage, body: string): Pick<Exchange, 'service' | 'operation'> {
  const service = /\/([a-z0-9]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1] ?? 'unsigned';
  const operations: Readonly<Record<string, string>> = {
    rekognition: String(headers['x-amz-target']).replace('RekognitionService.', ''),
    sts: new URLSearchParams(body).get('Action') ?? '',
    s3: method === 'HEAD' ? 'HeadObject' : 'GetObject',
    lookoutvision: 'DescribeModel',
  };
  return { service, operation: operations[service] ?? '' };
}
