import { invalidInput } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';

/** Where in which log. */
export interface LogPosition {
  /** Names one life of a log; letters and digits. A log that was lost and begun again has another. */
  readonly epoch: string;
  /** A sequence number, or a Redis stream id (`<ms>-<number>`). */
  readonly position: string;
}

const LOG_POSITION = /^([a-zA-Z0-9]{1,64}):((?:0|[1-9]\d{0,19})(?:-(?:0|[1-9]\d{0,19}))?)$/;
const MAX_LENGTH = 160;

export function toCursor({ epoch, position }: LogPosition): Cursor {
  return Buffer.from(`${epoch}:${position}`, 'latin1').toString('base64url');
}

/** @throws GatewayError INVALID_INPUT unless it has exactly the form that `toCursor` makes */
export function parseCursor(cursor: Cursor): LogPosition {
  if (cursor.length > MAX_LENGTH) throw notACursor();
  const [, epoch, position] = LOG_POSITION.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (epoch === undefined || position === undefined) throw notACursor();
  // Node's decoder forgives padding, blanks and the other alphabet; a cursor has one spelling.
  if (toCursor({ epoch, position }) !== cursor) throw notACursor();
  return { epoch, position };
}

export function notACursor() {
  return invalidInput(
    'This cursor is not one that this gateway made. Send back one that it gave, unchanged.',
  );
}
