import { inspect, resumable } from '../../../src/explorer/resume.js';

const WATCH = 'subscription Watch($after: String) { changed(after: $after) { cursor } }';

test('a subscription goes on after the last event seen', () => {
  const { payload, note } = resumable({ query: WATCH, variables: { after: 'a', statuses: ['RUNNING'] } });
  note({ data: { changed: { cursor: 'b' } } });
  note({ data: { changed: { cursor: 'c' } } });
  expect(payload.variables).toEqual({ after: 'c', statuses: ['RUNNING'] });
});

test('the variables of the caller stay as they are', () => {
  const variables = {};
  resumable({ query: WATCH, variables }).note({ data: { changed: { cursor: 'b' } } });
  expect(variables).toEqual({});
});

test('a result without a cursor changes nothing', () => {
  const { payload, note } = resumable({ query: WATCH });
  for (const data of [undefined, null, { changed: null }, { changed: { kind: 'GAP' } }]) note({ data });
  expect(payload.variables).toEqual({});
});

test('an operation that declares no $after is sent again as it was', () => {
  const { payload, note } = resumable({ query: 'subscription { changed { cursor } }' });
  note({ data: { changed: { cursor: 'b' } } });
  expect(payload.variables).toEqual({});
});

test('the operation that is named decides, and a document that cannot be read is no subscription', () => {
  const query = `query List { version } ${WATCH}`;
  expect(inspect({ query, operationName: 'List' }).isSubscription).toBe(false);
  expect(inspect({ query, operationName: 'Watch' })).toEqual({ isSubscription: true, variables: ['after'] });
  expect(inspect({ query: 'subscription {' }).isSubscription).toBe(false);
});
