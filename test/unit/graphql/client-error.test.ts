import { GraphQLError } from 'graphql';
import { GatewayError } from '../../../src/domain/errors.js';
import { toClientError, withoutSuggestions } from '../../../src/graphql/client-error.js';
import type { Log } from '../../../src/log.js';

/** What was logged as an error. */
function recordingLog(): { log: Log; logged: object[] } {
  const logged: object[] = [];
  const ignore = () => undefined;
  return {
    log: { debug: ignore, info: ignore, warn: ignore, error: (it: object) => void logged.push(it) },
    logged,
  };
}

function shownOf(error: GraphQLError) {
  const { log, logged } = recordingLog();
  return { shown: toClientError(log, error.toJSON(), error), logged };
}

const wrapped = (originalError: Error, message = originalError.message) =>
  new GraphQLError(message, { path: ['project'], originalError });

test('our own error has its code and details, and no more', () => {
  const cause = new Error('arn:aws:iam::123456789012:role/secret');
  const details = { retryAfterMs: 5, awsRequestId: 'id', cause };
  const { shown, logged } = shownOf(
    wrapped(new GatewayError('UPSTREAM_UNAVAILABLE', 'AWS failed.', details)),
  );
  expect(shown).toEqual({
    message: 'AWS failed.',
    path: ['project'],
    extensions: { code: 'UPSTREAM_UNAVAILABLE', retryAfterMs: 5, awsRequestId: 'id' },
  });
  expect(logged).toEqual([]);
});

test('bad input is BAD_USER_INPUT, with the words of the variable that it was in', () => {
  const error = new GatewayError('INVALID_INPUT', 'Expected more.', { field: ['first'] });
  const { shown } = shownOf(wrapped(error, 'Variable "$first" got invalid value; Expected more.'));
  expect(shown).toMatchObject({
    message: 'Variable "$first" got invalid value; Expected more.',
    extensions: { code: 'BAD_USER_INPUT', field: ['first'] },
  });
});

test('an error in an error in an error is still found', () => {
  const { shown } = shownOf(wrapped(wrapped(wrapped(new GatewayError('NOT_FOUND', 'Gone.')))));
  expect(shown.extensions).toEqual({ code: 'NOT_FOUND' });
});

test('a defect becomes an id, which stands in the log beside the whole story', () => {
  const defect = new TypeError('Cannot read properties of undefined at /src/secret.ts');
  const { shown, logged } = shownOf(wrapped(defect));
  expect(shown.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) });
  expect(JSON.stringify(shown)).not.toContain('secret');
  expect(logged).toEqual([{ err: defect, id: shown.extensions?.id, path: ['project'] }]);
});

test('what graphql-js says of a document passes, without a stack', () => {
  const error = new GraphQLError('Cannot query field "x".', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', stacktrace: ['at'] },
  });
  expect(shownOf(error).shown).toEqual({
    message: 'Cannot query field "x".',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
});

test('too many mistakes in the variables are the client’s, not a defect', () => {
  const error = new GraphQLError('Too many errors processing variables, error limit reached.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
  expect(shownOf(error).shown.extensions).toEqual({ code: 'BAD_USER_INPUT' });
});

test.each([
  [
    'Cannot query field "x" on type "Query". Did you mean "project" or "node"?',
    'Cannot query field "x" on type "Query".',
  ],
  [
    'Value "A" does not exist. Did you mean the enum value "B"?; Expected more.',
    'Value "A" does not exist.; Expected more.',
  ],
  ['Expected more.', 'Expected more.'],
])('suggestions are cut out of %s', (message, expected) => {
  expect(withoutSuggestions(message)).toBe(expected);
});

// A value that a client sends stands in the message. Looking from each beginning to the end took ten seconds.
test('a message as long as a body, full of what suggestions begin with, does not block', () => {
  const message = `got invalid value "${'Did you mean '.repeat(19_000)}"`;
  for (let i = 0; i < 10; i++) expect(withoutSuggestions(message)).toBe(message);
});
