import { inspect, resumable } from '../../../../src/web/explorer/resume.js';

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

test('the operation that is named decides', () => {
  const query = `query List { version } ${WATCH}`;
  expect(inspect({ query, operationName: 'List' })).toMatchObject({ name: 'List', isSubscription: false });
  expect(inspect({ query, operationName: 'Watch' })).toEqual({
    name: 'Watch',
    isSubscription: true,
    variables: ['after'],
  });
});

test('the name of another document does not keep the only operation from running', () => {
  expect(inspect({ query: WATCH, operationName: 'List' })).toMatchObject({
    name: 'Watch',
    isSubscription: true,
  });
});

test('a document that cannot be read is no subscription', () => {
  expect(inspect({ query: 'subscription {' })).toMatchObject({ name: undefined, isSubscription: false });
});

const QUIET = `subscription ($after: String, $bookmarks: Boolean! = false) {
  changed(after: $after, bookmarks: $bookmarks) { kind cursor }
}`;

test('bookmarks are requested, resumed from and hidden, unless the document sets them', () => {
  const bookmark = { data: { changed: { kind: 'BOOKMARK', cursor: 'b' } } };
  const { payload, note } = resumable({ query: QUIET });
  expect(note(bookmark)).toBe('hidden');
  expect(payload.variables).toEqual({ after: 'b', bookmarks: true });
  expect(note({ data: { changed: { kind: 'CHANGED', cursor: 'c' } } })).toBe('told');
  expect(resumable({ query: QUIET, variables: { bookmarks: true } }).note(bookmark)).toBe('told');
  expect(resumable({ query: QUIET, variables: { bookmarks: false } }).payload.variables).toEqual({
    bookmarks: false,
  });
});
