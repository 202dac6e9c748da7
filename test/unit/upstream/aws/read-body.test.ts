import { PassThrough } from 'node:stream';
import { readBody } from '../../../../src/upstream/aws/read-body.js';

const MAX_BYTES = 4;

describe('the body of a file', () => {
  const never = new AbortController().signal;
  /** More of it may come. */
  function aBody(text: string): PassThrough {
    const body = new PassThrough();
    body.write(text);
    return body;
  }

  it('is read to its end', async () => {
    const body = aBody('\uFEFFx');
    body.end();
    expect(await readBody(body, MAX_BYTES, never)).toBe('x');
    expect(body.destroyed).toBe(true);
  });

  it.each([
    ['is too long', 'more', 3],
    ['may not have any byte', 'x', 0],
  ])('is destroyed where it %s', async (_, text, maxBytes) => {
    const body = aBody(text);
    expect(await readBody(body, maxBytes, never)).toBeNull();
    expect(body.destroyed).toBe(true);
  });

  it.each([
    ['while it is read', false],
    ['before', true],
  ])('is destroyed where its reader gives up %s', async (_, isBefore) => {
    const abort = new AbortController();
    const body = aBody('x');
    if (isBefore) abort.abort();
    const read = readBody(body, MAX_BYTES, abort.signal);
    abort.abort();
    await expect(read).rejects.toThrow('aborted');
    expect(body.destroyed).toBe(true);
  });
});
