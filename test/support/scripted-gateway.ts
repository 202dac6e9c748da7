import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a scripted gateway got. */
interface ScriptedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What to do with one request. */
export type Step = (response: ServerResponse) => void;

export interface ScriptedGateway {
  readonly url: string;
  readonly requests: readonly ScriptedRequest[];
  /** Connections on which a stream is open. */
  readonly openStreams: () => number;
  close(): Promise<void>;
}

/** Answers the first request by the first step, and so on; the last step answers all that come after. */
export async function startScriptedGateway(...steps: readonly Step[]): Promise<ScriptedGateway> {
  const requests: ScriptedRequest[] = [];
  let openStreams = 0;
  const server = createServer(async (request, response) => {
    const { variables } = JSON.parse(await text(request)) as { variables: Record<string, unknown> };
    const step = steps[Math.min(requests.length, steps.length - 1)];
    requests.push({ path: request.url ?? '', headers: request.headers, variables });
    if (request.url === '/graphql/stream') {
      openStreams += 1;
      response.on('close', () => {
        openStreams -= 1;
      });
    }
    step?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    openStreams: () => openStreams,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Step {
  return (response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-request-id': 'request-1',
      ...headers,
    });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

export function refusal(code: string, extensions: object = {}, status = 200): Step {
  return answer({ errors: [{ message: `about ${code}`, extensions: { code, ...extensions } }] }, status);
}

/** The connection breaks before anything is answered. */
export const cut: Step = (response) => void response.socket?.destroy();

export const silent: Step = () => {};

/** A stream that says these things, and then stays open. */
export function stream(...parts: readonly string[]): Step {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) response.write(part);
    if (parts.length === 0) response.flushHeaders();
  };
}

/** A stream that ends with its connection, as when the gateway ends. */
export function brokenStream(...parts: readonly string[]): Step {
  return (response) => {
    stream(...parts)(response);
    response.end();
  };
}

/** A frame that stands for a status change. */
export function frame(event: { readonly cursor: string } & Readonly<Record<string, unknown>>): string {
  const whole = {
    kind: 'CHANGED',
    modelVersionArn: 'arn:p/v/1',
    previousStatus: null,
    status: 'STARTING',
    observedAt: '2026-11-21T09:30:00.000Z',
    modelVersion: null,
    ...event,
  };
  return `event: next\nid: ${event.cursor}\ndata: ${JSON.stringify({ data: { modelVersionStatusChanged: whole } })}\n\n`;
}

export const gap = (cursor: string) => frame({ kind: 'GAP', cursor, modelVersionArn: null, status: null });

/** A frame that ends a stream with an error. */
export function failure(code: string, extensions: object = {}): string {
  const errors = [{ message: `about ${code}`, extensions: { code, ...extensions } }];
  return `event: next\ndata: ${JSON.stringify({ errors })}\n\n${COMPLETE}`;
}

export const COMPLETE = 'event: complete\ndata:\n\n';
