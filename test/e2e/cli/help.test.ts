import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../src/cli/commands/commands.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { customLabels } from './stage.js';

const NOWHERE = 'http://127.0.0.1:1';

/** What a shell shows for the help of all, and of each command. */
async function shellText(): Promise<string> {
  const calls = [['help'], ...COMMANDS.map(({ name }) => [name, '--help'])];
  const shown = calls.map(
    async (args) => `$ custom-labels ${args.join(' ')}\n${(await customLabels(NOWHERE, args)).out}`,
  );
  return (await Promise.all(shown)).join('\n');
}

it('help says what help.txt has, which a person has read', async () => {
  expect(await shellText()).toBe(readFileSync(join(__dirname, 'help.txt'), 'utf8'));
});

it('fits a terminal of 100 columns', async () => {
  const long = (await shellText()).split('\n').filter((it) => it.length > 100);
  expect(long).toEqual([]);
});

it('needs no gateway and no colours', async () => {
  const { code, out, err } = await customLabels(NOWHERE, ['help'], { answer: '', env: { NO_COLOR: '' } });
  expect([code, err]).toEqual([0, '']);
  expect(out).not.toContain('\u001b');
});

describe('the examples', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ EMULATOR_SPEED: '20', POLL_INTERVAL_MS: '100' });
  });
  afterAll(() => gateway.close());

  const exampleOf = (name: string): string[] =>
    COMMANDS.find((it) => it.name === name)
      ?.example.split(' ')
      .slice(1) ?? [];

  it('work as they stand there', async () => {
    const interrupt = new AbortController();
    const watching = customLabels(gateway.url, exampleOf('watch'), {
      signal: interrupt.signal,
      onOut: (text) => text.includes('STOPPED') && interrupt.abort(),
    });
    for (const name of ['ls', 'start', 'compare', 'promote', 'cost', 'stop'])
      expect(await customLabels(gateway.url, exampleOf(name))).toMatchObject({ code: 0 });
    const { code, out } = await watching;
    expect(code).toBe(0);
    expect(out).toMatch(/circuit-boards\/v1 .*STARTING.*RUNNING.*STOPPED/s);
  });
});
