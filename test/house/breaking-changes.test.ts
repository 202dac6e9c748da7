import { buildSchema } from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';
import { unsaidBreakingChanges } from './breaking-changes.js';
import { readText } from './texts.js';

// At a release, `npm run codegen` and copy schema/schema.graphql to schema/released.graphql.
it('no change breaks clients of the released schema, unless CHANGELOG says so, in these words', () => {
  const changes = readText('.github/CHANGELOG.md');
  expect(changes).toContain('## Unreleased');
  expect(changes).toContain('## 0.1.0');
  expect(unsaidBreakingChanges(readText('schema/released.graphql'), createSchema(), changes)).toEqual([]);
});

describe('the check', () => {
  const released = 'type Query { one: Int, two(a: Int): Int! }';

  it('names a field that is gone, a weaker type and a stricter argument', () => {
    const next = buildSchema('type Query { two(a: Int!): Int }');
    expect(unsaidBreakingChanges(released, next, '')).toEqual([
      'Query.one was removed.',
      'Query.two arg a has changed type from Int to Int!.',
      'Query.two changed type from Int! to Int.',
    ]);
  });

  it('opens once the change is written down', () => {
    const next = buildSchema('type Query { two(a: Int): Int! }');
    expect(unsaidBreakingChanges(released, next, '- **2.0.0**: Query.one was removed. Ask two.')).toEqual([]);
  });

  it('lets additions pass', () => {
    const next = buildSchema('type Query { one: Int, two(a: Int, b: Int): Int!, three: Int }');
    expect(unsaidBreakingChanges(released, next, '')).toEqual([]);
  });
});
