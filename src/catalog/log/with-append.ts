import type { EventLog } from '../port.js';
import type { MirroredLog } from './mirrored-log.js';

/** The log that other rooms see. */
export function withAppend({ tail, follow, history }: MirroredLog, append: EventLog['append']): EventLog {
  return { append, tail, follow, history };
}
