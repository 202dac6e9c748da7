import { type Emulator, startEmulator } from './server.js';
import { parseSettings, SettingsError } from './settings.js';
import { DataFileError } from './store/data-file.js';

/** Bad settings or a data file that cannot be used: nothing was started. */
const EXIT_REFUSED = 2;

main().catch((error: unknown) => {
  log('error', 'the emulator could not start', { error: reasonOf(error) });
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const emulator = await started();
  if (!emulator) return;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void emulator.close().then(() => log('info', 'stopped', { signal })));
}

async function started(): Promise<Emulator | undefined> {
  try {
    const settings = parseSettings(process.env);
    const emulator = await startEmulator({
      ...settings,
      onRequest: ({ input: _, ...request }) => log('info', 'request', request),
      onDefect: (error, requestId) => log('error', 'defect', { requestId, error: stackOf(error) }),
      onLoading: (progress) => log('info', progress.seconds === null ? 'loading' : 'loaded', progress),
    });
    const { data, transitions, speed } = settings;
    log('info', 'listening', {
      url: emulator.url,
      control: `${emulator.url}/_emulator/`,
      data,
      transitions,
      speed,
    });
    return emulator;
  } catch (error) {
    const refusals = refusalsOf(error);
    if (!refusals) throw error;
    for (const refusal of refusals) log('error', refusal, {});
    process.exitCode = EXIT_REFUSED;
    return undefined;
  }
}

function refusalsOf(error: unknown): readonly string[] | undefined {
  if (error instanceof SettingsError) return error.problems;
  return error instanceof DataFileError ? [error.message] : undefined;
}

function reasonOf(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number };
  if (code !== 'EADDRINUSE') return String(error);
  return `port ${port} is taken: EMULATOR_PORT=0 takes a free one, EMULATOR_PORT=<number> another`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** One JSON object a line, on stdout. */
function log(level: 'info' | 'error', msg: string, members: object): void {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), msg, ...members })}\n`);
}
