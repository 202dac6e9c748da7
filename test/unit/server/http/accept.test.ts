import { takesOnlyEvents } from '../../../../src/server/http/accept.js';

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
