import { startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { upstreamReadingSuite } from './upstream.suite.js';
import { anUpstream, RATELESS } from './upstream-stage.js';

describe('the AWS adapter in front of the emulator', () => {
  let emulator: TestEmulator;

  upstreamReadingSuite(async () => {
    emulator = await startTestEmulator({ data: 'demo' });
    const endpoint = { url: emulator.url, accessKeyId: '123456789012', secretAccessKey: 'x' };
    return anUpstream([{ accountId: '123456789012', region: 'us-east-1' }], endpoint, RATELESS);
  }, false);

  afterAll(() => emulator.close());
});
