import { billsOf } from '../../../../src/web/explorer/bills.js';

const START = 'mutation Start { startModelVersion(input: {}) { cursor } }';

test.each([
  ['a start', START, 1],
  ['a training', 'mutation { createModelVersion(input: {}) { cursor } }', 1],
  ['a start under another name', 'mutation { go: startModelVersion(input: {}) { cursor } }', 1],
  [
    'two starts',
    'mutation { a: startModelVersion(input: {}) { cursor } b: startModelVersion { cursor } }',
    1,
  ],
  [
    'what a fragment may hide',
    'mutation { ...All } fragment All on Mutation { stopModelVersion { cursor } }',
    4,
  ],
  ['a rollout', 'mutation { rollOutModelVersion(input: {}) { workflow { id } } }', 1],
  ['a schedule', 'mutation { putSchedule(input: {}) { schedule { name } } }', 1],
  ['a dry start', 'mutation { startModelVersion(input: { dryRun: true }) { cursor } }', 0],
  [
    'a start that may be dry',
    'mutation ($dry: Boolean) { startModelVersion(input: { dryRun: $dry }) { cursor } }',
    1,
  ],
  ['a stop', 'mutation { stopModelVersion(input: {}) { cursor } }', 0],
  ['a query', '{ projects { totalCount } }', 0],
  ['nothing that can be read', 'mutation {', 0],
])('%s', (_what, query, bills) => expect(billsOf({ query })).toHaveLength(bills));

test('of several operations the one that runs counts', () => {
  const query = `query List { projects { totalCount } } ${START}`;
  expect(billsOf({ query, operationName: 'List' })).toEqual([]);
  expect(billsOf({ query, operationName: 'Start' })).toHaveLength(1);
});
