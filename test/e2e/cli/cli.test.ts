import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics, sumOf } from '../../support/metrics.js';
import { until } from '../../support/until.js';
import { customLabels, type Outcome } from './stage.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ EMULATOR_SPEED: '20', POLL_INTERVAL_MS: '100', EMULATOR_TPS: '0' });
});
afterAll(() => gateway.close());

const cli = (...args: string[]): Promise<Outcome> => customLabels(gateway.url, args);
const lines = (text: string) => text.trimEnd().split('\n');

describe('ls', () => {
  it('lists projects in columns, and as JSON for programs', async () => {
    const { code, out, err } = await cli('ls');
    expect([code, err]).toEqual([0, '']);
    const [heading, ...rows] = lines(out);
    expect(heading).toMatch(/^PROJECT +ACCOUNT +REGION +STATUS +MODELS +RUNNING$/);
    expect(rows.find((it) => it.startsWith('circuit-boards '))).toMatch(
      /123456789012 +us-east-1 +CREATED +5 +1$/,
    );
    const listed = JSON.parse((await cli('ls', '--json')).out) as { name: string }[];
    expect(listed.map(({ name }) => name)).toContain('circuit-boards');
  });

  it('lists the models of a project, with units and F1', async () => {
    const { code, out } = await cli('ls', 'circuit-boards');
    expect(code).toBe(0);
    expect(lines(out)[0]).toMatch(/^MODEL +STATUS +UNITS +RUNNING SINCE +COST\/H +F1$/);
    expect(lines(out).find((it) => it.startsWith('v4'))).toMatch(
      /RUNNING +1-3 +before 20\S+Z +4\.00 USD +0\.\d{3}$/,
    );
    expect(lines(out).find((it) => it.startsWith('v2'))).toMatch(/^v2 +TRAINING_FAILED$/);
  });

  it('paints on a terminal alone', async () => {
    const seen = await customLabels(gateway.url, ['ls', 'circuit-boards'], {
      answer: '',
      env: { NO_COLOR: '' },
    });
    expect(seen.out).toContain('\u001b[32mRUNNING\u001b[39m');
    expect((await cli('ls', 'circuit-boards')).out).not.toContain('\u001b');
  });
});

describe('start --for', () => {
  it('says after how long the gateway stops it, and tells of what the gateway does not allow', async () => {
    const limited = await startGateway({
      EMULATOR_SPEED: '20',
      POLL_INTERVAL_MS: '100',
      MAX_STOP_AFTER: 'PT1H',
    });
    for (const [model, ...wait] of [['circuit-boards/v3'], ['circuit-boards/v1', '--wait']]) {
      const { code, err } = await customLabels(limited.url, [
        'start',
        model ?? '',
        '--for',
        '1h30m',
        ...wait,
      ]);
      expect(code).toBe(0);
      expect(err).toContain('this gateway lets a model run for at most PT1H');
      expect(err).toMatch(
        /The gateway stops it (1h after it has begun to run|at \d{4}(-\d\d){2}T\d\d:\d\dZ)\.\n/,
      );
      await limited.control.advance(60_000);
      expect((await customLabels(limited.url, ['stop', model ?? '', '--wait'])).code).toBe(0);
    }
    await limited.close();
  });

  it('says so without --for, too, where the gateway stops each', async () => {
    const limited = await startGateway({ POLL_INTERVAL_MS: '100', DEFAULT_STOP_AFTER: 'PT2H30M' });
    const { code, err } = await customLabels(limited.url, ['start', 'circuit-boards/v3']);
    expect([code, lines(err)]).toEqual([
      0,
      [
        'The gateway stops it 2h30m after it has begun to run.',
        'Stop it with: custom-labels stop circuit-boards/v3',
      ],
    ]);
    await limited.close();
  });
});

describe('compare', () => {
  const compared = (...others: string[]) => cli('compare', 'circuit-boards/v3', ...others);

  it('shows what changed, the worst label first', async () => {
    const { code, out, err } = await compared('circuit-boards/v4');
    expect([code, err]).toEqual([0, '']);
    expect(lines(out)).toEqual([
      'circuit-boards/v3 → circuit-boards/v4',
      '                       CHANGE',
      'F1                     +0.024',
      'precision              +0.012',
      'recall                 +0.036',
      'F1, every label alike  +0.022',
      'LABEL         F1 BEFORE     F1  CHANGE',
      'spur              0.923  0.885  -0.038',
      'open-circuit      0.952  0.935  -0.017',
      'missing-hole      0.815  0.857  +0.042',
      'short             0.849  0.895  +0.046',
      'mouse-bite        0.842  0.919  +0.077',
    ]);
  });

  it('says where scores are not comparable, or not there, in words beside the data', async () => {
    const { code, out, err } = await compared('circuit-boards/v1', 'circuit-boards/v2');
    expect(code).toBe(0);
    expect(lines(out)).toContain('Removed labels: spur');
    expect(lines(out).at(-1)).toBe('circuit-boards/v3 → circuit-boards/v2');
    expect(lines(err)).toEqual([
      'They were tested on different images: the scores are not comparable.',
      'circuit-boards/v2 has no evaluation report: its labels cannot be compared.',
      'Whether they were tested on the same images is not known.',
    ]);
  });

  it('is JSON for programs, as the gateway answers it', async () => {
    const [told] = JSON.parse((await compared('circuit-boards/v4', '--json')).out) as object[];
    expect(told).toMatchObject({ f1ScoreChange: 0.0238, testSetsDiffer: false, addedLabels: [] });
  });

  it('says which report cannot be read, and why', async () => {
    const denied = await startGateway({ POLL_INTERVAL_MS: '100' });
    await denied.control.addFault({ operation: 'GetObject', error: 'AccessDenied', count: 100 });
    const args = ['compare', 'circuit-boards/v3', 'circuit-boards/v4'];
    const { code, err } = await customLabels(denied.url, args);
    expect(code).toBe(0);
    for (const name of ['v3', 'v4'])
      expect(err).toMatch(new RegExp(`The evaluation report of circuit-boards/${name} cannot be read: \\w+`));
    await denied.close();
  });

  it('fails where one of them is gone, and says which', async () => {
    const arn = 'arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards/version/v9/1';
    const { code, out, err } = await compared('circuit-boards/v4', arn);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`NOT_FOUND: There is no model version ${arn}, or you may not see it.\n`);
  });
});

it('starts and waits, prints what to run next, and stops again', async () => {
  const started = await cli('start', 'circuit-boards/v1', '--wait');
  expect(started).toEqual({
    code: 0,
    out: 'circuit-boards/v1 is RUNNING\n',
    err: 'circuit-boards/v1 is STARTING\nStop it with: custom-labels stop circuit-boards/v1\n',
  });
  const again = await cli('start', 'circuit-boards/v1');
  expect([again.code, again.out]).toEqual([1, '']);
  expect(again.err).toMatch(/^IN_USE: /);
  expect(await cli('stop', 'circuit-boards/v1', '--wait', '--json')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\{"arn":"arn:aws:.*","status":"STOPPED"\}\n$/),
  });
});

it('ends with its own code when a model did not arrive', async () => {
  await gateway.control.addFault({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
  const { code, err } = await cli('start', 'circuit-boards/v3', '--wait');
  expect(code).toBe(4);
  expect(err).toContain('FAILED');
});

/** Watches from before the change until a line says what is waited for. */
async function watched(target: string, change: () => Promise<unknown>, last: string): Promise<Outcome> {
  const interrupt = new AbortController();
  const onOut = (text: string) => {
    if (text.includes(last)) interrupt.abort();
  };
  const watching = customLabels(gateway.url, ['watch', target], { signal: interrupt.signal, onOut });
  await until(async () => sumOf(await readMetrics(gateway.url), 'gateway_subscriptions') === 1);
  await change();
  return watching;
}

it('watches a model until it is interrupted', async () => {
  const start = () => cli('start', 'circuit-boards/v1', '--wait');
  const { code, out, err } = await watched('circuit-boards/v1', start, 'RUNNING');
  expect(code).toBe(0);
  expect(err).toBe('Watching. Interrupt to end.\n');
  expect(lines(out).map((it) => it.replace(/^\S+ +/, ''))).toEqual([
    expect.stringMatching(/^circuit-boards\/v1 +\w+ → STARTING$/),
    expect.stringMatching(/^circuit-boards\/v1 +STARTING → RUNNING$/),
  ]);
});

it.each(['its name', 'its ARN'])('watches the models of a project, by %s', async (form) => {
  const projects = JSON.parse((await cli('ls', '--json')).out) as { name: string; arn: string }[];
  const { name = '', arn = '' } = projects.find((it) => it.name === 'circuit-boards') ?? {};
  await cli('start', 'circuit-boards/v1', '--wait');
  const stop = () => cli('stop', 'circuit-boards/v1');
  const { code, out } = await watched(form === 'its ARN' ? arn : name, stop, '/v1  STOPPING → STOPPED');
  expect(code).toBe(0);
  expect(out).toContain('/v1  RUNNING → STOPPING');
});

describe('stop --all', () => {
  beforeAll(() => cli('start', 'circuit-boards/v1', '--wait'));

  it('is refused without a terminal to ask on, and asks on one', async () => {
    const { code, err } = await cli('stop', '--all');
    expect(code).toBe(2);
    expect(err).toMatch(/^This would stop .*circuit-boards\/v4.* needs --yes\.\n$/);
    const declined = await customLabels(gateway.url, ['stop', '--all'], { answer: 'n' });
    expect(declined).toMatchObject({ code: 0, out: '' });
    expect(declined.err).toMatch(/Stop 2 models \(.*circuit-boards\/v4.*\)\? \[y\/N\] /);
  });

  it('stops whatever runs', async () => {
    const { code, out } = await cli('stop', '--all', '--yes');
    expect(code).toBe(0);
    expect(lines(out)).toContain('circuit-boards/v4 is STOPPING');
    expect((await cli('stop', '--all', '--yes')).err).toBe('Nothing runs.\n');
  });

  it('stops what starts, too: it would run later', async () => {
    await until(async () => (await cli('start', 'circuit-boards/v1')).code === 0); // until there is room
    const { code, out } = await cli('stop', '--all', '--yes');
    expect([code, lines(out)]).toEqual([0, ['circuit-boards/v1 is STOPPING']]);
  });
});

describe('mistakes', () => {
  /** Of a project that is called as the part of a model's ARN is. */
  const PROJECT_VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/version/1690556751958';

  it.each([
    [
      ['launch'],
      2,
      'There is no command "launch". Expected one of ls, watch, start, stop, promote, cost, compare; --help shows all.',
    ],
    [['help', 'launch'], 2, 'There is no command "launch". Expected one of ls, '],
    [['start'], 2, 'Expected: custom-labels start project/version'],
    [['start', 'a/b', 'c/d'], 2, 'Expected: custom-labels start project/version'],
    [
      ['start', 'circuit-boards'],
      2,
      '"circuit-boards" names no model. Expected project/version, or the model\'s ARN.',
    ],
    [
      ['start', 'circuit-boards/v1', '--units', 'two'],
      2,
      '--units is "two". Expected a whole number, 1 or more.',
    ],
    [
      ['start', 'circuit-boards/v1', '--for', 'long'],
      2,
      '--for is "long". Expected a duration like 2h, 90m or 1d12h.',
    ],
    [['compare', 'circuit-boards/v1'], 2, 'Expected: custom-labels compare project/version project/other'],
    [['ls', '--all'], 2, "Unknown option '--all'"],
    [['stop'], 2, 'Expected a model (project/version) or --all, one of the two.'],
    [
      ['start', 'circuit-boards/v99'],
      1,
      'NOT_FOUND: There is no version v99 in circuit-boards, or you may not see it.',
    ],
    [['start', 'no-such/v1'], 1, 'NOT_FOUND: There is no project no-such, or you may not see it.'],
    [['ls', 'no-such'], 1, 'NOT_FOUND: There is no project no-such, or you may not see it.'],
    [
      ['watch', PROJECT_VERSION],
      1,
      `NOT_FOUND: There is no project ${PROJECT_VERSION}, or you may not see it.`,
    ],
    [['watch', 'no-such'], 1, 'NOT_FOUND: There is no project no-such, or you may not see it.'],
    [['--url', 'http://127.0.0.1:1'], 2, 'There is no command. Expected one of ls, '],
  ])('%j', async (args, code, words) => {
    const seen = await cli(...args);
    expect(seen).toMatchObject({ code, out: '' });
    expect(seen.err).toContain(words);
  });

  it('a gateway that is not there', async () => {
    const url = 'http://me:secret@127.0.0.1:1/behind/';
    expect(await cli('ls', '--url', url)).toEqual({
      code: 3,
      out: '',
      err: 'The gateway cannot be reached, or broke off. Its address is http://127.0.0.1:1/behind/; --url or GATEWAY_URL names another.\n',
    });
  });

  it('help of a command is the same behind it and before it', async () => {
    const { code, out } = await cli('help', 'start');
    expect([code, out]).toEqual([0, (await cli('start', '--help')).out]);
  });

  it('options may stand before the command', async () => {
    const { code, out } = await customLabels('http://127.0.0.1:1', ['--url', gateway.url, '--json', 'ls']);
    expect([code, JSON.parse(out)]).toEqual([0, expect.any(Array)]);
    expect((await cli('--for', 'long', 'start', 'circuit-boards/v1')).err).toContain('--for is "long".');
  });

  it.each([['--help'], ['help'], ['help', '--help'], []].map((args) => [args]))('%j helps', async (args) => {
    const { code, out } = await cli(...args);
    expect(code).toBe(0);
    for (const name of ['ls', 'watch', 'start', 'stop', 'promote', 'cost', 'compare'])
      expect(out).toContain(`custom-labels ${name}`);
  });
});
