import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES } from '../../support/models.js';
import { ACCOUNTS, PARTNER } from '../demo.js';
import { customLabels, type Outcome } from './stage.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...NO_RATES, ACCOUNTS, EMULATOR_SPEED: '40', POLL_INTERVAL_MS: '100' });
});
afterAll(() => gateway.close());

const promote = (...args: string[]): Promise<Outcome> =>
  customLabels(gateway.url, ['promote', 'circuit-boards/v4', ...args]);
const lines = (text: string) => text.trimEnd().split('\n');

describe('promote', () => {
  it('shows the calls that it would make, and makes none', async () => {
    await gateway.control.clearRequests();
    const { code, out, err } = await promote(
      '--to',
      'circuit-boards-staging',
      '--as',
      'rehearsed',
      '--dry-run',
    );
    expect(code).toBe(0);
    expect(lines(out)[0]).toMatch(/^CALL +ACCOUNT +REGION +OF$/);
    expect(lines(out)[1]).toMatch(/^CopyProjectVersion +123456789012 +us-east-1 +arn:aws:/);
    expect(err).toBe('Nothing was done. Without --dry-run it is.\n');
    const { counts } = await gateway.control.requests();
    expect(counts.CopyProjectVersion).toBeUndefined();
  });

  it('waits for the copy, tells the steps, and says what to run next', async () => {
    const to = `${PARTNER.accountId}/received-models`;
    const { code, out, err } = await promote(
      ...['--to', to, '--as', 'champion-1', '--alias', 'champion', '--output', 'their-bucket/out', '--wait'],
    );
    expect([code, out]).toEqual([0, 'received-models/champion-1 is COPYING_COMPLETED\n']);
    for (const line of ['copy: DONE', 'move alias champion: DONE']) expect(lines(err)).toContain(line);
    expect(lines(err).at(-1)).toBe('Start it with: custom-labels start received-models/champion-1');
    const { requests } = await gateway.control.requests();
    const copied = requests.find((it) => it.operation === 'CopyProjectVersion');
    expect(copied?.input?.OutputConfig).toEqual({ S3Bucket: 'their-bucket', S3KeyPrefix: 'out' });
  });

  it('puts the results where those of the newest model there are, and of the source in its own account', async () => {
    await gateway.control.clearRequests();
    const begun = await promote(
      '--to',
      `${PARTNER.accountId}/received-models`,
      '--as',
      'champion-2',
      '--json',
    );
    expect(begun.code).toBe(0);
    expect(JSON.parse(begun.out)).toEqual({ id: expect.any(String), state: 'RUNNING' });
    expect(begun.err).toBe('Follow it with: custom-labels watch received-models\n');
    expect((await promote('--to', 'a-new-project', '--as', 'first', '--wait')).code).toBe(0);
    const { requests } = await gateway.control.requests();
    const copies = requests.filter((it) => it.operation === 'CopyProjectVersion');
    expect(copies.map(({ input }) => input?.OutputConfig)).toMatchObject([
      { S3Bucket: 'their-bucket', S3KeyPrefix: 'out' },
      { S3Bucket: 'custom-labels-console-us-east-1-123456789012' },
    ]);
  });

  it('ends with its own code when the copy did not arrive', async () => {
    await gateway.control.addFault({ operation: 'CopyProjectVersion', outcome: 'FAILED', count: 1 });
    const { code, out, err } = await promote('--to', 'shelf-gaps', '--as', 'unlucky', '--wait');
    expect([code, out]).toEqual([4, '']);
    expect(lines(err).at(-1)).toMatch(/^The promotion is FAILED: /);
  });

  it.each([
    [
      ['--as', 'x'],
      2,
      '--to is "". Expected a project, or account/project, for example 111122223333/production.',
    ],
    [['--to', '1/x', '--as', 'x'], 2, '--to is "1/x". Expected a project, or account/project'],
    [['--to', 'shelf-gaps'], 2, 'Expected --as, the name of the copy.'],
    [
      ['--to', `${PARTNER.accountId}/empty`, '--as', 'x'],
      2,
      `${PARTNER.accountId}/empty has no model yet whose bucket could be used. Expected --output bucket or bucket/prefix, of that account.`,
    ],
    [['--to', 'shelf-gaps', '--as', 'a b'], 1, 'INVALID_INPUT: '],
    [['--to', 'circuit-boards-staging', '--as', 'from-v3'], 1, 'ALREADY_EXISTS: '],
  ])('%j is refused', async (args, code, words) => {
    const seen = await promote(...args);
    expect(seen).toMatchObject({ code, out: '' });
    expect(seen.err).toContain(words);
  });
});
