import { createLog, type Log } from '../../src/log.js';

/** A log line, as an operator's tools read it. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };

export interface CapturedLog {
  readonly log: Log;
  /** All lines so far that say this. */
  lines(msg: string): LogLine[];
}

/** The gateway's own log, down to `debug`, kept in memory. */
export function captureLog(): CapturedLog {
  const all: LogLine[] = [];
  const log = createLog('debug', { write: (line) => void all.push(JSON.parse(line)) });
  return { log, lines: (msg) => all.filter((it) => it.msg === msg) };
}
