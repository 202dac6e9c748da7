import { EventStreamParser } from '../../../src/client/server-sent-events.js';
import { fc } from '../../support/properties.js';

const parse = (...pieces: string[]) => {
  const parser = new EventStreamParser();
  return pieces.flatMap((it) => parser.push(it));
};

it('reads an event, and takes comments and other fields for nothing', () => {
  expect(parse(':\n\nretry: 5\nid: c1\nevent: next\ndata: {"a": 1}\n\n')).toEqual([
    { event: 'next', data: '{"a": 1}' },
  ]);
});

it('takes one blank at most off the front of a value, joins lines of data, and reads data without a value', () => {
  expect(parse('event:next\ndata:  two\ndata: lines\n\nevent: complete\ndata\n\n')).toEqual([
    { event: 'next', data: ' two\nlines' },
    { event: 'complete', data: '' },
  ]);
});

it('keeps the separators that JSON may have in its strings', () => {
  expect(parse('data: "\u2028:\u2029"\n\n')).toEqual([{ event: '', data: '"\u2028:\u2029"' }]);
});

it('gives nothing for an event that is not complete', () => {
  expect(parse('event: next\ndata: {}\n')).toEqual([]);
});

it('remembers how long the server last demanded to wait', () => {
  const parser = new EventStreamParser();
  expect(parser.retryMs).toBeNull();
  parser.push('retry: 2000\n\nretry: soon\n\n');
  expect(parser.retryMs).toBe(2000);
});

it('reads the same however the stream is cut, and whichever line ends it has', () => {
  const line = fc.string({ unit: fc.constantFrom('a', ':', ' ', '{', '"', '\u2028') });
  fc.assert(
    fc.property(
      fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(200)),
      (events, end, cuts) => {
        const text = events.map((lines) => lines.map((it) => `data: ${it}${end}`).join('') + end).join('');
        const places = [0, ...cuts.map((it) => Math.min(it, text.length)).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
        // A CR at the very end may be half a line's end: the next byte tells.
        const expected = events.map((lines) => ({ event: '', data: lines.join('\n') }));
        expect(parse(...pieces, ':')).toEqual(expected);
      },
    ),
  );
});
