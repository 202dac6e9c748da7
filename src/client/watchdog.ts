import { GatewayError } from './errors.js';
import { newId } from './request-id.js';

/** Aborts a request when the caller says so, or when nothing comes for too long. */
export interface Watchdog {
  /** Sent with the request. The gateway's log has it. */
  requestId: string;
  readonly signal: AbortSignal;
  /** Something has come, or is awaited from now on: the limit begins anew. */
  feed(): void;
  /** Nothing is awaited until the next `feed`. */
  rest(): void;
  /** Ends the request, if it still runs. */
  end(): void;
  /** What broke the request off, if it was broken off; else `error` as a failure of the network. */
  reasonOf(error: unknown): unknown;
}

/** @param limitMs - longest silence */
export function createWatchdog(limitMs: number, caller?: AbortSignal): Watchdog {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const follow = () => controller.abort(caller?.reason);
  const failure = (message: string, cause?: unknown) =>
    new GatewayError('NETWORK_ERROR', message, { requestId: watchdog.requestId, cause });
  const bite = () => controller.abort(failure(`The gateway was silent for ${limitMs} ms.`));
  const rest = () => clearTimeout(timer);

  if (caller?.aborted) follow();
  caller?.addEventListener('abort', follow);
  const watchdog: Watchdog = {
    requestId: newId(),
    signal,
    feed() {
      rest();
      timer = setTimeout(bite, limitMs);
    },
    rest,
    end() {
      rest();
      caller?.removeEventListener('abort', follow);
      controller.abort();
    },
    reasonOf(cause) {
      if (signal.aborted) return signal.reason;
      if (cause instanceof GatewayError) return cause;
      return failure('The gateway cannot be reached, or broke off.', cause);
    },
  };
  return watchdog;
}
