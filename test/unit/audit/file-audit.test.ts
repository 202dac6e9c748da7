import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileAudit } from '../../../src/audit/file-audit.js';
import { createTestClock } from '../../support/test-clock.js';
import { until } from '../../support/until.js';

const INTENT = { subject: 'ann', mutation: 'deleteProject', requestId: 'r', target: { projectArn: 'arn' } };
const HALF_A_MEGABYTE = 500_000;

async function stage() {
  const path = join(mkdtempSync(join(tmpdir(), 'audit-')), 'audit.jsonl');
  const clock = createTestClock();
  const failures: unknown[] = [];
  const audit = await openFileAudit(path, clock, (error) => failures.push(error));
  const lines = () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((it) => (it === '' ? [] : [it]));
  return { path, clock, failures, audit, lines };
}

describe('attempts that are refused', () => {
  it('are written while they are few, then counted, and reported once a minute for each subject', async () => {
    const { audit, clock, lines, path } = await stage();
    const target = Object.fromEntries(['a', 'b', 'c'].map((it) => [it, 'x'.repeat(2_048)]));
    for (let i = 0; i < 3_000; i++) await audit.refused({ ...INTENT, target }, 'FORBIDDEN');
    await audit.refused({ ...INTENT, subject: 'ben' }, 'NOT_FOUND');
    const written = lines().length;
    expect(written).toBeLessThan(200);
    expect(JSON.parse(lines().at(-1) ?? '')).toMatchObject({ kind: 'refused', subject: 'ben' });
    await clock.advance(60_000);
    await until(async () => lines().length > written);
    const { kind, subject, counts } = JSON.parse(lines().at(-1) ?? '');
    expect({ kind, subject, counts }).toEqual({
      kind: 'refused-in-all',
      subject: 'ann',
      counts: { 'deleteProject FORBIDDEN': 3_001 - written },
    });
    expect(statSync(path).size).toBeLessThan(HALF_A_MEGABYTE);
    await audit.refused(INTENT, 'FORBIDDEN');
    expect(JSON.parse(lines().at(-1) ?? '').kind).toBe('refused');
    await audit.close();
  });
});

it('one subject makes it grow by less than half a megabyte a minute, and gets the time when to come back', async () => {
  const { audit, path, clock } = await stage();
  const target = { projectArn: 'x'.repeat(2_048) };
  const calls = [{ operation: 'DeleteProject', awsRequestId: 'a'.repeat(36) }];
  const codes: string[] = [];
  for (let i = 0; i < 600; i++)
    await audit
      .begin({ ...INTENT, target })
      .then((end) => end({ result: 'done', calls }))
      .catch((error) => codes.push(error.code));
  expect(new Set(codes)).toEqual(new Set(['TOO_MANY_REQUESTS']));
  expect(statSync(path).size).toBeLessThan(HALF_A_MEGABYTE);
  await (await audit.begin({ ...INTENT, subject: 'ben' }))({ result: 'done', calls });
  await clock.advance(60_000);
  await (await audit.begin(INTENT))({ result: 'done', calls });
  await audit.close();
});

describe('a full disk', () => {
  afterEach(() => jest.restoreAllMocks());

  it('refuses what is not begun, and is forgotten when there is room again', async () => {
    const { audit, failures, lines } = await stage();
    await (await audit.begin(INTENT))({ result: 'done', calls: [] });
    const probe = await open('/dev/null');
    const handles = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const { appendFile } = handles;
    jest.spyOn(handles, 'appendFile').mockImplementation(async function (this: FileHandle, text) {
      await appendFile.call(this, String(text).slice(0, 20)); // what there was room for
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    for (let i = 0; i < 2; i++)
      await expect(audit.begin(INTENT)).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        message: expect.stringContaining('nothing was changed'),
        details: { retryAfterMs: 5_000 },
      });
    await audit.refused(INTENT, 'FORBIDDEN');
    expect(failures).toHaveLength(3);
    jest.restoreAllMocks();
    await (await audit.begin(INTENT))({ result: 'done', calls: [] });
    const [whole, torn] = [true, false].map((isWhole) =>
      lines().filter((it) => it.endsWith('}') === isWhole),
    );
    expect(whole?.map((it) => JSON.parse(it).kind)).toEqual(['intent', 'outcome', 'intent', 'outcome']);
    expect(torn).toHaveLength(3);
    await audit.close();
  });
});
