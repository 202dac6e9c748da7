import pino from 'pino';

/** JSON lines on stdout. Rooms take this type and never write to the console. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Errors are logged with their cause; authorization headers and keys are never passed in.
 * @param destination - default: stdout
 */
export function createLog(level: LogLevel, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: createTimestamps(),
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: pino.stdSerializers.errWithCause },
  };
  return pino(options, destination ?? createStdout());
}

/** Under load many lines are of the same millisecond, and writing an instant costs more than the rest of a line. */
function createTimestamps(): () => string {
  let at = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== at) text = `,"time":"${new Date(now).toISOString()}"`;
    at = now;
    return text;
  };
}

/** Short enough to read along, and the most that a killed process loses. */
const GATHER_MS = 10;
const MAX_GATHERED = 64 * 1024;

/** Lines go out together: a system call for each would cost several times what making it does. */
function createStdout(): pino.DestinationStream {
  const stdout = pino.destination({ dest: 1, sync: true });
  let lines = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (lines !== '') stdout.write(lines);
    lines = '';
  };
  process.once('exit', flush);
  return {
    write(line) {
      timer ??= setTimeout(flush, GATHER_MS);
      lines += line;
      if (lines.length > MAX_GATHERED) flush();
    },
  };
}

export const silentLog: Log = pino({ level: 'silent' });
