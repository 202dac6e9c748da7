import { parseCursor, toCursor } from '../../../../src/catalog/log/cursor.js';
import { fc } from '../../../support/properties.js';

const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each(['0', '1', '9007199254740991', '1700000000000-0', '1700000000000-12'])(
    'comes back as it was made: %s',
    (position) => {
      expect(parseCursor(toCursor({ epoch: 'a1', position }))).toEqual({ epoch: 'a1', position });
    },
  );

  it.each([
    ['nothing', ''],
    ['no position', encode('a1:')],
    ['no epoch', encode(':1')],
    ['a negative position', encode('a1:-1')],
    ['a leading zero', encode('a1:01')],
    ['a fraction', encode('a1:1.5')],
    ['two epochs', encode('a1:a1:1')],
    ['a line break', encode('a1:1\n')],
    ['padding', `${encode('a1:1')}==`],
    ['a blank', `${encode('a1:1')} `],
    ['the other base64 alphabet', `${encode('a1:1')}+`],
    ['too much', encode(`${'a'.repeat(64)}:${'1'.repeat(200)}`)],
  ])('is refused with %s', (_, cursor) => {
    expect(() => parseCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('has one spelling, and nothing but INVALID_INPUT comes of any other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string().map(encode)), (text) => {
        try {
          expect(toCursor(parseCursor(text))).toBe(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID_INPUT' });
        }
      }),
    );
  });
});
