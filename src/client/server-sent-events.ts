interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Takes the text of an event stream as it comes.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream, without `id`: events have cursors.
 */
export class EventStreamParser {
  #unread = '';
  #event = '';
  #data: string[] = [];
  #retryMs: number | null = null;

  /** What the server last asked to wait before coming back, milliseconds; null if nothing. */
  get retryMs(): number | null {
    return this.#retryMs;
  }

  /** Gives the events that are complete with this piece. */
  push(text: string): ServerSentEvent[] {
    this.#unread += text;
    // A CR at the very end may be half of a line's end.
    const lines = this.#unread.split(/\r\n|\n|\r(?!$)/);
    this.#unread = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line));
  }

  #take(line: string): ServerSentEvent[] {
    if (line === '') return this.#complete();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'retry' && /^\d+$/.test(value)) this.#retryMs = Number(value);
    return []; // and comments: the gateway's heartbeat
  }

  #complete(): ServerSentEvent[] {
    const event = { event: this.#event, data: this.#data.join('\n') };
    const isEvent = this.#data.length > 0;
    this.#event = '';
    this.#data = [];
    return isEvent ? [event] : [];
  }
}
