import type { Framing } from './deliver.js';
import { toTextFrame } from './text-frame.js';

/** Events of one operation as `next` messages: what was serialised once for all is not serialised for each socket. */
export function toSocketFraming(id: string): Framing {
  const head = flat(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return { toFrame: ({ json }) => toTextFrame(head, json, '}') };
}

/** The same text in one piece: what was put together is kept as its pieces (V8), which take ten times as much. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
