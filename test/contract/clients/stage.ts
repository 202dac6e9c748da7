import { SUPPORTED } from '../../../src/emulator/support.js';
import { type EmulatorProcess, startEmulatorProcess } from '../../support/emulator-process.js';
import { type Exchange, type Recorder, startRecorder } from '../../support/recorder.js';

/** A missing client is installed first. */
export const INSTALLING_MS = 300_000;

/** An emulator of its own process for the tests of one block, and a recorder that clients are pointed at. */
export function setClientStage(settings: Readonly<Record<string, string>>) {
  let emulator: EmulatorProcess;
  let recorder: Recorder;

  beforeAll(async () => {
    emulator = await startEmulatorProcess(settings);
    recorder = await startRecorder(emulator.url);
  });

  afterAll(async () => {
    await recorder.close();
    await emulator.close();
  });

  return {
    url: () => recorder.url,
    exchanges: (): readonly Exchange[] => recorder.exchanges,
  };
}

/** The environment without anybody's own AWS settings, plus `more`. */
export function cleanEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const none = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  return { ...Object.fromEntries(own), ...none, PYTHONDONTWRITEBYTECODE: '1', ...more };
}

/** At least one answer of each, in the form of ShapeReport.checked. */
export function ofEveryRekognitionOperation(): Record<string, unknown> {
  return Object.fromEntries(
    SUPPORTED.Rekognition.map(({ name }) => [`rekognition.${name}`, expect.any(Number)]),
  );
}
