import { freshnessDemandOf, takesOnlyEvents } from '../../../../src/server/http/request.js';

it.each([['text/event-stream'], ['text/event-stream, multipart/mixed'], ['Text/Event-Stream; q=0.9']])(
  '%s is for a stream',
  (accept) => {
    expect(takesOnlyEvents({ headers: { accept } })).toBe(true);
  },
);

it.each([
  [undefined],
  ['*/*'],
  ['application/json'],
  ['multipart/mixed'],
  ['text/event-stream, */*'],
  ['application/*, text/event-stream'],
  [
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  ],
])('%s is for an answer', (accept) => {
  expect(takesOnlyEvents({ headers: accept === undefined ? {} : { accept } })).toBe(false);
});

it.each([
  ['no-cache', { maxAgeMs: 0, onlyIfCached: false }],
  ['max-age=0', { maxAgeMs: 0, onlyIfCached: false }],
  ['Max-Age=5', { maxAgeMs: 5_000, onlyIfCached: false }],
  ['max-age="5"', { maxAgeMs: 5_000, onlyIfCached: false }],
  ['max-age=60, max-age = 10', { maxAgeMs: 10_000, onlyIfCached: false }],
  ['max-age=60, no-cache', { maxAgeMs: 0, onlyIfCached: false }],
  ['no-transform, max-age=999999999999', { maxAgeMs: 31_536_000_000, onlyIfCached: false }],
  ['only-if-cached', { maxAgeMs: Number.POSITIVE_INFINITY, onlyIfCached: true }],
  ['max-age=-1', undefined],
  ['max-age=1.5', undefined],
  ['max-age', undefined],
  ['no-store', undefined],
  ['', undefined],
])('Cache-Control: %s', (text, expected) => {
  expect(freshnessDemandOf({ headers: { 'cache-control': text } })).toEqual(expected);
});
