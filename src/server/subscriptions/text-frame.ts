import type { Framing } from './subscription.js';

const FIN_AND_TEXT = 0x81;
const MAX_SHORT = 125;
const [LENGTH_OF_16_BITS, LENGTH_OF_64_BITS] = [126, 127];

/** Events of one operation as `next` messages: what was serialised once for all is not serialised for each socket. */
export function toSocketFraming(id: string): Framing {
  const head = flat(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return { toFrame: ({ json }) => toTextFrame(head, json, '}') };
}

/**
 * One whole WebSocket message, as a server sends it (https://www.rfc-editor.org/rfc/rfc6455#section-5.2), in one piece:
 * one write takes it out.
 */
function toTextFrame(head: string, body: Buffer, tail: string): Buffer {
  const headLength = Buffer.byteLength(head);
  const length = headLength + body.length + tail.length;
  const start = length <= MAX_SHORT ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FIN_AND_TEXT;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = LENGTH_OF_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_OF_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(head, start);
  body.copy(frame, start + headLength);
  frame.write(tail, start + headLength + body.length, 'latin1');
  return frame;
}

/** The same text in one piece: what was put together is kept as its pieces (V8), which take ten times as much. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
