import { hasIdempotencyKey, withIdempotencyKey } from '../../../src/client/idempotency.js';

const START = 'mutation ($arn: ModelVersionArn!, $idempotencyKey: String) { … }';
const TRAIN = 'mutation ($input: CreateModelVersionInput!) { … }';

it('gives a key to a mutation that takes one as a variable, or in its input', () => {
  const [start, train] = [withIdempotencyKey(START, { arn: 'a' }), withIdempotencyKey(TRAIN, { input: {} })];
  expect(start).toEqual({ arn: 'a', idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(train).toEqual({ input: { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) } });
  expect([start, train].map(hasIdempotencyKey)).toEqual([true, true]);
});

it('gives a new key each time', () => {
  expect(withIdempotencyKey(START, {})).not.toEqual(withIdempotencyKey(START, {}));
});

it('keeps the key of the caller', () => {
  expect(withIdempotencyKey(START, { idempotencyKey: 'mine' })).toEqual({ idempotencyKey: 'mine' });
  expect(withIdempotencyKey(TRAIN, { input: { idempotencyKey: 'mine' } })).toEqual({
    input: { idempotencyKey: 'mine' },
  });
});

it('leaves a mutation that takes none as it is, and reports it', () => {
  const variables = withIdempotencyKey('mutation ($arn: ModelVersionArn!) { … }', { arn: 'a' });
  expect(variables).toEqual({ arn: 'a' });
  expect(hasIdempotencyKey(variables)).toBe(false);
});
