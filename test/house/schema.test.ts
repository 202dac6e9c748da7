import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { createSchema, toSdl } from '../../src/graphql/schema.js';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (it) => !isIntrospectionType(it) && !isSpecifiedScalarType(it),
);

it('schema/schema.graphql is what the code prints (npm run codegen)', () => {
  const committed = readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8');
  expect(committed).toBe(toSdl(schema));
});

it('the schema is valid', () => expect(validateSchema(schema)).toEqual([]));

it('everything in the schema has a description', () => {
  expect(
    described()
      .filter(({ description }) => !description?.trim())
      .map(({ what }) => what),
  ).toEqual([]);
});

it('every description says more than the name does, in a sentence or two', () => {
  expect(types.length).toBeGreaterThan(60);
  const poor = described().filter(
    ({ what, description }) => description && !isWorthReading(what, description),
  );
  expect(poor.map(({ what, description }) => `${what}: ${description}`)).toEqual([]);
});

interface Described {
  /** `Type`, `Type.field`, `Type.field(argument)` or `Enum.VALUE`. */
  readonly what: string;
  readonly description: string | null | undefined;
}

function described(): Described[] {
  return types.flatMap((type) => [{ what: type.name, description: type.description }, ...membersOf(type)]);
}

function membersOf(type: GraphQLNamedType): Described[] {
  if (isEnumType(type))
    return type.getValues().map(({ name, description }) => ({ what: `${type.name}.${name}`, description }));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map(({ name, description }) => ({
      what: `${type.name}.${name}`,
      description,
    }));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => {
    const what = `${type.name}.${name}`;
    return [
      { what, description },
      ...args.map((it) => ({ what: `${what}(${it.name})`, description: it.description })),
    ];
  });
}

/** A capital or a quoted word at the start, a full stop at the end, three words or more and one that the name lacks. */
function isWorthReading(what: string, description: string): boolean {
  const name = words(what.replace(/.*[.(]/, ''));
  const news = [...words(description)].filter((it) => !name.has(it) && !EMPTY.has(it));
  return (
    /^[A-Z0-9`"']/.test(description) &&
    /[.:)]$/.test(description.trim()) &&
    news.length > 0 &&
    description.split(' ').length > 2
  );
}

const EMPTY = new Set(['the', 'a', 'an', 'of', 'this', 'is', 'its', 'it', 'to', 'for', 's']);

function words(text: string): Set<string> {
  return new Set(
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z0-9]+/g),
  );
}
