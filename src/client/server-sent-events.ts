interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Takes the text of an event stream as it comes. */
export interface EventStreamParser {
  /** Gives the events that are complete with this piece. */
  push(text: string): ServerSentEvent[];
  /** What the server last asked to wait before coming back, milliseconds; null if nothing. */
  readonly retryMs: number | null;
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream, without `id`: events have cursors. */
export function createEventStreamParser(): EventStreamParser {
  let unread = '';
  let event = '';
  let data: string[] = [];
  let retryMs: number | null = null;

  function take(line: string): ServerSentEvent[] {
    if (line === '') {
      const complete = { event, data: data.join('\n') };
      const isEvent = data.length > 0;
      event = '';
      data = [];
      return isEvent ? [complete] : [];
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    if (field === 'retry' && /^\d+$/.test(value)) retryMs = Number(value);
    return []; // and comments: the gateway's heartbeat
  }

  return {
    push(text) {
      unread += text;
      // A CR at the very end may be half of a line's end.
      const lines = unread.split(/\r\n|\n|\r(?!$)/);
      unread = lines.pop() ?? '';
      return lines.flatMap(take);
    },
    get retryMs() {
      return retryMs;
    },
  };
}
