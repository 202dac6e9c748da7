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
/** In UTF-8, of a JavaScript string's. */
const MOST_BYTES_A_CHARACTER = 3;

/** A system call for each line would cost several times what making it does. */
function createStdout(): pino.DestinationStream {
  const stdout = createByteSink();
  // One buffer for good: to join lines as text, and to work out its length, costs as much as the lines.
  const gathered = Buffer.allocUnsafe(MAX_GATHERED);
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (size > 0) stdout.write(gathered.subarray(0, size));
    size = 0;
  };
  process.once('exit', flush);
  return {
    write(line) {
      const mostBytes = line.length * MOST_BYTES_A_CHARACTER;
      if (size + mostBytes > MAX_GATHERED) flush();
      if (mostBytes > MAX_GATHERED) return void stdout.write(Buffer.from(line));
      size += gathered.write(line, size);
      timer ??= setTimeout(flush, GATHER_MS);
    },
  };
}

/** Has written all of it when it returns, also to a pipe that was full. */
interface ByteSink {
  write(bytes: Buffer): boolean;
}

function createByteSink(): ByteSink {
  // The types of sonic-boom do not say that in this mode it takes bytes.
  return pino.destination({ dest: 1, sync: true, contentMode: 'buffer' }) as unknown as ByteSink;
}

export const silentLog: Log = pino({ level: 'silent' });
