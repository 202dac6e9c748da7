import { parse } from 'graphql';
import { toOperationKey } from '../../../../src/server/subscriptions/event-payloads.js';

describe.each(['constructor', 'toString', '__proto__', 'plain'])('a variable called $%s', (name) => {
  const known = { number: 1, document: parse('{ a }'), payloadVariables: [name] };
  const keyWith = (variables: object) => toOperationKey(known, null, variables as Record<string, unknown>);

  it('that is null is not one that is left out, which has its default', () => {
    expect(keyWith(Object.fromEntries([[name, null]]))).not.toBe(keyWith({}));
  });
});
