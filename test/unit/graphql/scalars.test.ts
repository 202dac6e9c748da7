import { type GraphQLScalarType, parseValue as literal } from 'graphql';
import { DateTime, ModelVersionArn, PolicyDocument, ProjectArn } from '../../../src/graphql/scalars.js';
import { aModelVersionArn, aProjectArn } from '../../support/builders.js';

const inDocument = (scalar: GraphQLScalarType, text: string) => scalar.parseLiteral(literal(text), {});

describe('DateTime', () => {
  const MS = Date.UTC(2026, 10, 21, 9, 30);

  test.each([
    '2026-11-21T09:30:00Z',
    '2026-11-21T09:30:00.000Z',
    '2026-11-21T11:30:00+02:00',
    '2026-11-21T04:30:00.000-05:00',
  ])('%s is an instant, in a variable and in a document', (text) => {
    expect(DateTime.parseValue(text)).toBe(MS);
    expect(inDocument(DateTime, `"${text}"`)).toBe(MS);
  });

  test.each([
    '',
    '2026-11-21',
    '2026-02-30T00:00:00Z',
    '2026-11-21T09:30:00',
    '2026-11-21T25:00:00Z',
    'now',
    '1700000000000',
    1700000000000,
    null,
  ])('%j is none', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow(/DateTime/);
    expect(() => inDocument(DateTime, JSON.stringify(value))).toThrow();
  });

  test('is shown in UTC with milliseconds', () => {
    expect(DateTime.serialize(MS)).toBe('2026-11-21T09:30:00.000Z');
  });
});

describe.each([
  ['ProjectArn', ProjectArn, aProjectArn()],
  ['ModelVersionArn', ModelVersionArn, aModelVersionArn()],
] as const)('%s', (_, scalar, arn) => {
  test('is checked in a variable and in a document', () => {
    expect(scalar.parseValue(arn)).toBe(arn);
    expect(inDocument(scalar, `"${arn}"`)).toBe(arn);
    for (const bad of ['x', 7, null, [arn]]) {
      expect(() => scalar.parseValue(bad)).toThrow(/^Expected/);
      expect(() => inDocument(scalar, JSON.stringify(bad))).toThrow(/^Expected/);
    }
  });
});

describe('PolicyDocument', () => {
  test.each([
    ['an object', { a: [1, { b: null }] }],
    ['a JSON string of one', '{ "a": [1, {"b": null}] }'],
  ])('is %s', (_, value) => {
    expect(PolicyDocument.parseValue(value)).toEqual({ a: [1, { b: null }] });
  });

  test('may be written into the document', () => {
    expect(inDocument(PolicyDocument, '{ a: [1, { b: null }] }')).toEqual({ a: [1, { b: null }] });
    expect(inDocument(PolicyDocument, '"{\\"a\\": 1}"')).toEqual({ a: 1 });
  });

  test.each(['', '{', '[]', 'null', '7', 7, null, true, ['{}'], '"{}"'])('is not %j', (value) => {
    expect(() => PolicyDocument.parseValue(value)).toThrow(/^Expected a policy document/);
  });

  test('is not read when it is nested too deep', () => {
    expect(() => PolicyDocument.parseValue('['.repeat(1_000))).toThrow('Expected brackets at most 200 deep.');
  });

  test('does not take a prototype along', () => {
    const parsed = PolicyDocument.parseValue('{"__proto__": {"polluted": true}}') as { polluted?: unknown };
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
