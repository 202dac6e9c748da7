import { GatewayError, toGatewayError } from './errors.js';
import { EventStreamParser } from './server-sent-events.js';
import { type GraphqlRequest, idOf, parseAnswer, readAnswer, type Send } from './transport.js';
import { Watchdog } from './watchdog.js';

interface StreamOptions {
  readonly send: Send;
  readonly request: GraphqlRequest;
  readonly silenceMs: number;
  readonly signal: AbortSignal | undefined;
  /** Called once the stream is open. */
  readonly onOpen: () => void;
}

/**
 * One connection: the `data` of each event, until the gateway says `complete` or the reader leaves. SSE over `fetch`,
 * because that takes the headers of the caller in browsers too, which neither EventSource nor WebSocket do, and needs
 * no library in Node 20.
 * @throws GatewayError for refusals, and NETWORK_ERROR when it breaks off; or the signal's reason
 */
export async function* readStream({
  send,
  request,
  silenceMs,
  signal,
  onOpen,
}: StreamOptions): AsyncGenerator<unknown, void, undefined> {
  const watchdog = new Watchdog(silenceMs, signal);
  const parser = new EventStreamParser();
  try {
    const response = await send('graphql/stream', 'text/event-stream', request, watchdog);
    const requestId = idOf(response, watchdog);
    const reader = await open(response, watchdog);
    const decoder = new TextDecoder();
    onOpen();
    for (;;) {
      watchdog.feed();
      const { value, done } = await reader.read();
      watchdog.rest(); // as long as the caller takes
      if (done) throw new GatewayError('NETWORK_ERROR', 'The gateway ended the stream.', { requestId });
      for (const { event, data } of parser.push(decoder.decode(value, { stream: true })))
        if (event === 'complete') return;
        else if (event === 'next') yield readEvent(data, requestId);
    }
  } catch (error) {
    throw withWait(watchdog.reasonOf(error), parser.retryMs);
  } finally {
    watchdog.end();
  }
}

async function open(
  response: Response,
  watchdog: Watchdog,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const type = response.headers.get('content-type') ?? '';
  if (response.body && type.startsWith('text/event-stream')) return response.body.getReader();
  await readAnswer(response, watchdog); // throws what the gateway refuses it for
  throw new GatewayError(
    'BAD_RESPONSE',
    `${response.url} answered ${type || 'nothing'}, not an event stream.`,
    { requestId: idOf(response, watchdog) },
  );
}

/** An event may lack a part that could not be read, and say so in errors: better than none. */
function readEvent(data: string, requestId: string): object {
  const answer = parseAnswer(data);
  if (answer.data) return answer.data;
  throw toGatewayError(answer.errors ?? [], { requestId, data: null });
}

/** Those that a gateway cuts off come back when it asked them to, not all together. */
function withWait(error: unknown, retryAfterMs: number | null): unknown {
  if (retryAfterMs === null || !(error instanceof GatewayError) || error.code !== 'NETWORK_ERROR')
    return error;
  const { code, message, requestId } = error;
  return new GatewayError(code, message, { requestId, retryAfterMs, cause: error });
}
