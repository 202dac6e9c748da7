import { type Client, createClient, type FormattedExecutionResult, type Sink } from 'graphql-ws';
import { COME_BACK } from './come-back.js';
import { type Operation, resumable } from './resume.js';

/** A connection that shows no life for so long is looked after. */
const KEEP_ALIVE_MS = 10_000;
/** The gateway closes with it where it does not know the caller. */
const FORBIDDEN = 4403;

/** `refused`: the gateway wants a credential, or another one. Both `lost` and `refused` are tried again. */
export type Connection = 'live' | 'lost' | 'refused';

/**
 * Runs a subscription over a WebSocket of its own until the answer is called. A lost connection comes back, however
 * long it takes, and goes on after the last event. Nothing is told after the end.
 */
export function subscribe(
  operation: Operation,
  headers: Readonly<Record<string, unknown>>,
  sink: Sink<FormattedExecutionResult<Record<string, unknown>, unknown>>,
  onConnection: (connection: Connection) => void = () => {},
): () => void {
  const { payload, note } = resumable(operation);
  let isOver = false;
  const unlessOver =
    <Told extends unknown[]>(tell: (...told: Told) => void) =>
    (...told: Told) => {
      if (!isOver) tell(...told);
    };
  const client = openSocket(headers, unlessOver(onConnection));
  const end = client.subscribe(payload, {
    next: unlessOver((result: FormattedExecutionResult<Record<string, unknown>, unknown>) => {
      if (note(result) === 'told') sink.next(result);
    }),
    error: unlessOver((error) => sink.error(error)),
    complete: unlessOver(() => sink.complete()),
  });
  return () => {
    isOver = true;
    end(); // else a client that waits to connect again does so once more
    void client.dispose();
  };
}

function openSocket(
  headers: Readonly<Record<string, unknown>>,
  onConnection: (connection: Connection) => void,
): Client {
  return createClient({
    url: new URL('graphql', document.baseURI).href.replace(/^http/, 'ws'),
    connectionParams: headers,
    keepAlive: KEEP_ALIVE_MS,
    ...COME_BACK,
    on: {
      connected: () => onConnection('live'),
      closed: (event) => onConnection((event as CloseEvent).code === FORBIDDEN ? 'refused' : 'lost'),
    },
  });
}
