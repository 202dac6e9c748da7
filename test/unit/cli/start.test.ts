import type { Context } from '../../../src/cli/command.js';
import { start } from '../../../src/cli/commands/start.js';
import { GatewayError } from '../../../src/client/index.js';

const ARN = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1';
const RUNNING = { arn: ARN, name: 'v1', status: 'RUNNING', statusMessage: null };

/** What `start cats/v1 --wait` says where the gateway answers the question for the planned stop so. */
async function saidBy(query: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const client = { findModel: async () => RUNNING, startModel: async () => RUNNING, query };
  const terminal = { isJson: false, data: say, note: say, paint: (_colour: unknown, text: string) => text };
  const { signal } = new AbortController();
  await start.run({
    ...{ client, terminal, signal },
    ...{ options: { wait: true }, targets: ['cats/v1'] },
  } as unknown as Context);
  return said;
}

it('a start that was waited for tells when the gateway stops it', async () => {
  const modelVersion = { plannedStop: { at: '2026-01-01T10:00:00Z', after: null } };
  expect(await saidBy(async () => ({ modelVersion }))).toContain(
    'The gateway stops it at 2026-01-01T10:00Z.',
  );
});

it('a start that was waited for is done, also where the gateway does not say when it stops it', async () => {
  const said = await saidBy(async () => {
    throw new GatewayError('NETWORK_ERROR', 'It is away.');
  });
  expect(said.at(-1)).toBe('Stop it with: custom-labels stop cats/v1');
});
