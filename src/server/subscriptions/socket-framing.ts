import type { Framing } from './deliver.js';
import { flat, toTextFrame } from './text-frame.js';

/** Events of one operation as `next` messages: what was serialised once for all is not serialised for each socket. */
export function toSocketFraming(id: string): Framing {
  const head = flat(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return { toFrame: ({ json }) => toTextFrame(head, json, '}') };
}
