import { Kind, parse } from 'graphql';
import { createSchema } from '../../../../src/graphql/schema.js';
import type { Variables } from '../../../../src/server/limits/arguments.js';
import { costOf } from '../../../../src/server/limits/cost.js';

const schema = createSchema();

function costWith(name: string, declared: string, variables: Variables) {
  const document = parse(`query(${declared.replace('$n', `$${name}`)}) {
    projects(first: $${name}) { nodes { tags { key } } }
  }`);
  const operation = document.definitions.find((it) => it.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('Expected an operation.');
  return costOf(schema, document, operation, variables, 1);
}

describe.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a variable called $%s', (name) => {
  it.each([
    ['given', '$n: Int!', 3],
    ['in place of its default', '$n: Int! = 50', 3],
    ['left out, with a default', '$n: Int! = 50', undefined],
    ['left out', '$n: Int', undefined],
  ])('costs what any other costs: %s', (_, declared, value) => {
    const given = (of: string) => Object.fromEntries(value === undefined ? [] : [[of, value]]);
    expect(costWith(name, declared, given(name))).toEqual(costWith('n', declared, given('n')));
  });
});
