import { ServiceError } from '../../../src/emulator/errors.js';
import { QUOTAS } from '../../../src/emulator/quotas.js';
import { SUPPORTED } from '../../../src/emulator/support.js';
import { parseInput } from '../../../src/emulator/validation/parse-input.js';
import {
  boolean,
  float,
  integer,
  list,
  map,
  string,
  structure,
} from '../../../src/emulator/validation/shape.js';
import type { World } from '../../../src/emulator/world.js';
import { fc } from '../../support/properties.js';

const SHAPE = structure(
  { ProjectName: string({ min: 1, max: 5, pattern: '[a-z]+' }) },
  {
    MaxResults: integer({ min: 1, max: 100 }),
    Threshold: float({ min: 0, max: 100 }),
    Feature: string({ values: ['A', 'B'] }),
    Names: list(string({ max: 2 }), { min: 1, max: 2 }),
    Tags: map(string({ max: 2 }), string({ max: 1 }), { max: 2 }),
    Config: structure({ Bucket: string({ min: 3 }) }, { AutoCreate: boolean }),
  },
);

function refusal(body: unknown): ServiceError {
  try {
    parseInput(SHAPE, body);
  } catch (error) {
    return error as ServiceError;
  }
  throw new Error('nothing was refused');
}

describe('constraints', () => {
  test.each([
    [
      { ProjectName: 'UPPER' },
      "Value 'UPPER' at 'projectName'",
      'satisfy regular expression pattern: [a-z]+',
    ],
    [{ ProjectName: 'abcdef' }, "Value 'abcdef' at 'projectName'", 'have length less than or equal to 5'],
    [{ ProjectName: 'a\nb' }, "at 'projectName'", 'satisfy regular expression pattern'],
    [
      { ProjectName: 'a', MaxResults: 101 },
      "Value '101' at 'maxResults'",
      'have value less than or equal to 100',
    ],
    [
      { ProjectName: 'a', MaxResults: 0 },
      "Value '0' at 'maxResults'",
      'have value greater than or equal to 1',
    ],
    [
      { ProjectName: 'a', Threshold: 100.5 },
      "Value '100.5' at 'threshold'",
      'have value less than or equal to 100',
    ],
    [{ ProjectName: 'a', Feature: 'C' }, "Value 'C' at 'feature'", 'satisfy enum value set: [A, B]'],
    [{ ProjectName: 'a', Names: [] }, "Value '[]' at 'names'", 'have length greater than or equal to 1'],
    [
      { ProjectName: 'a', Names: ['x', 'long'] },
      "Value 'long' at 'names.2.member'",
      'have length less than or equal to 2',
    ],
    [
      { ProjectName: 'a', Tags: { abc: 'x' } },
      `Value '{"abc":"x"}' at 'tags'`,
      'Map keys must satisfy constraint',
    ],
    [
      { ProjectName: 'a', Tags: { a: 'xy' } },
      "Value 'xy' at 'tags.a.member'",
      'have length less than or equal to 1',
    ],
    [
      { ProjectName: 'a', Config: { Bucket: 'b' } },
      "Value 'b' at 'config.bucket'",
      'have length greater than or equal to 3',
    ],
    [{ ProjectName: 'a', Config: {} }, "Value null at 'config.bucket'", 'not be null'],
    [{}, "Value null at 'projectName'", 'not be null'],
    [{ ProjectName: null }, "Value null at 'projectName'", 'not be null'],
  ])('%j is refused in the form of AWS', (body, where, rule) => {
    const { code, message } = refusal(body);
    expect(code).toBe('ValidationException');
    expect(message).toMatch(/^1 validation error detected: /);
    expect(message).toContain(where);
    expect(message).toContain(rule);
  });

  test('several are counted and reported together', () => {
    const { message } = refusal({ ProjectName: 'TOO LONG', MaxResults: 0 });
    expect(message).toMatch(/^3 validation errors detected: Value .*; Value .*; Value /);
  });

  test('accept both edges', () => {
    const input = { ProjectName: 'abcde', MaxResults: 100, Threshold: 0, Names: ['', 'xy'] };
    expect(parseInput(SHAPE, input)).toEqual(input);
  });
});

describe('types', () => {
  test.each([
    [{ ProjectName: 7 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ ProjectName: 'a', MaxResults: '7' }, 'STRING_VALUE can not be converted to an Integer'],
    [{ ProjectName: 'a', MaxResults: 1.5 }, 'DECIMAL_VALUE can not be converted to an Integer'],
    [{ ProjectName: 'a', MaxResults: 1e99 }, 'can not be converted to an Integer'],
    [{ ProjectName: 'a', MaxResults: 2 ** 31 }, 'can not be converted to an Integer'],
    [{ ProjectName: 'a', Names: 'x' }, 'Expected list or null'],
    [{ ProjectName: 'a', Names: [null] }, 'NULL_VALUE can not be converted to a String'],
    [{ ProjectName: 'a', Tags: [] }, 'Expected a JSON object'],
    [{ ProjectName: 'a', Config: { Bucket: 'abc', AutoCreate: 'yes' } }, 'can not be converted to a Boolean'],
    [[], 'Expected a JSON object'],
    [null, 'Expected a JSON object'],
    ['{}', 'Expected a JSON object'],
  ])('%j is a SerializationException', (body, message) => {
    expect(refusal(body)).toMatchObject({ code: 'SerializationException' });
    expect(refusal(body).message).toContain(message);
  });

  test('unknown members and nulls fall away, a key named __proto__ does not', () => {
    const body = JSON.parse('{"ProjectName":"a","Other":1,"MaxResults":null,"Tags":{"__proto__":"x"}}');
    const shape = structure(
      { ProjectName: string({}) },
      { MaxResults: integer({}), Tags: map(string({}), string({}), {}) },
    );
    const input = parseInput(shape, body);
    expect(Object.keys(input)).toEqual(['ProjectName', 'Tags']);
    expect(Object.entries(input.Tags ?? {})).toEqual([['__proto__', 'x']]);
  });
});

describe('any JSON at all', () => {
  const operations = Object.values(SUPPORTED).flat();
  const names = [
    'ProjectArn',
    'ProjectName',
    'VersionName',
    'ProjectVersionArn',
    'Tags',
    'MaxResults',
    'OutputConfig',
  ];
  const world = {
    state: { clockOffsetMs: 0, regions: {} },
    region: { projects: {}, versions: {}, models: [] },
    caller: {
      account: '123456789012',
      region: 'us-east-1',
      partition: 'aws',
      arn: 'arn:aws:iam::123456789012:root',
    },
    nowMs: 1,
    timing: { trainMs: 1, startMs: 1, stopMs: 1, copyMs: 1, deleteMs: 1, projectMs: 1 },
    quotas: QUOTAS,
    operation: 'Test',
    fails: false,
  } satisfies World;

  test.each(operations.map((it) => [it.name, it] as const))(
    'is answered or refused by %s, never a crash',
    (_, operation) => {
      const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'grapheme' }), fc.double());
      const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), value));
      fc.assert(
        fc.property(body, (input) => {
          try {
            operation.respond(world, input);
          } catch (error) {
            expect(error).toBeInstanceOf(ServiceError);
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});
