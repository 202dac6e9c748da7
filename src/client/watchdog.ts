import { GatewayError } from './errors.js';
import { newId } from './request-id.js';

/** Aborts a request when the caller says so, or when nothing comes for too long. */
export class Watchdog {
  /** Sent with the request. The gateway's log has it. */
  requestId = newId();
  readonly #limitMs: number;
  readonly #caller: AbortSignal | undefined;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param limitMs - longest silence */
  constructor(limitMs: number, caller?: AbortSignal) {
    this.#limitMs = limitMs;
    this.#caller = caller;
    if (caller?.aborted) this.#follow();
    caller?.addEventListener('abort', this.#follow);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something has come, or is awaited from now on: the limit begins anew. */
  feed(): void {
    this.rest();
    this.#timer = setTimeout(() => {
      this.#controller.abort(this.#failure(`The gateway was silent for ${this.#limitMs} ms.`));
    }, this.#limitMs);
  }

  /** Nothing is awaited until the next `feed`. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  /** Ends the request, if it still runs. */
  end(): void {
    this.rest();
    this.#caller?.removeEventListener('abort', this.#follow);
    this.#controller.abort();
  }

  /** What broke the request off, if it was broken off; else `error` as a failure of the network. */
  reasonOf(error: unknown): unknown {
    if (this.signal.aborted) return this.signal.reason;
    if (error instanceof GatewayError) return error;
    return this.#failure('The gateway cannot be reached, or broke off.', error);
  }

  readonly #follow = (): void => this.#controller.abort(this.#caller?.reason);

  #failure(message: string, cause?: unknown): GatewayError {
    return new GatewayError('NETWORK_ERROR', message, { requestId: this.requestId, cause });
  }
}
