import {
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter((it) => !isIntrospectionType(it));
const objects = types.filter((it) => isObjectType(it) || isInterfaceType(it));
const inputs = types.filter(isInputObjectType);
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

it('names are of the usual form: Types, fields and arguments, VALUES', () => {
  expect(namesOf(types).filter(({ name, form }) => !form.test(name))).toEqual([]);
});

it('what a mutation takes is one input of its own name, and what it gives is a payload of its own name', () => {
  expect(mutations.length).toBeGreaterThan(8);
  for (const { name, args, type } of mutations) {
    const Name = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    expect(args.map((it) => `${it.name}: ${it.type}`)).toEqual([`input: ${Name}Input!`]);
    expect(String(type)).toBe(`${Name}Payload!`);
  }
});

it('every payload has userErrors, and what it changed is null when it was refused', () => {
  for (const { type } of mutations) {
    const payload = getNamedType(type);
    if (!isObjectType(payload)) throw new Error(`${payload} is no object.`);
    const { userErrors, warnings, ...rest } = payload.getFields();
    expect(String(userErrors?.type)).toBe('[UserError!]!');
    expect(String(warnings?.type ?? '[Warning!]!')).toBe('[Warning!]!');
    expect(Object.values(rest).filter((it) => isNonNullType(it.type))).toEqual([]);
  }
});

it('every input of a mutation can carry an idempotencyKey', () => {
  for (const { args } of mutations) {
    const input = getNamedType(args[0]?.type);
    expect(isInputObjectType(input) && String(input.getFields().idempotencyKey?.type)).toBe('String');
  }
});

it('lists have no holes, except where null says that one does not exist', () => {
  const holes = objects.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => {
        const list = getNullableType(field.type);
        return isListType(list) && !isNonNullType(list.ofType);
      })
      .map((field) => `${type.name}.${field.name}`),
  );
  expect(holes.sort()).toEqual(['Query.compareModelVersions', 'Query.modelVersions', 'Query.nodes']);
});

it('connections are as Relay has them', () => {
  const connections = objects.filter((it) => it.name.endsWith('Connection'));
  expect(connections.length).toBeGreaterThan(1);
  for (const connection of connections) {
    const { pageInfo, edges } = connection.getFields();
    const edge = connection.name.replace('Connection', 'Edge');
    expect(`${pageInfo?.type} ${edges?.type}`).toBe(`PageInfo! [${edge}!]!`);
  }
});

it('inputs are named for what they are', () => {
  expect(inputs.map((it) => it.name).filter((it) => !/(Input|Filter|Order)$/.test(it))).toEqual([]);
});

interface Named {
  readonly name: string;
  readonly form: RegExp;
}

const FIELD = /^[a-z][A-Za-z0-9]*$/;

function namesOf(types: readonly GraphQLNamedType[]): Named[] {
  return types.flatMap((type) => [{ name: type.name, form: /^[A-Z][A-Za-z0-9]*$/ }, ...membersOf(type)]);
}

function membersOf(type: GraphQLNamedType): Named[] {
  if (isEnumType(type))
    return type.getValues().map(({ name }) => ({ name, form: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/ }));
  if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => ({ name, form: FIELD }));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, args }) =>
    [name, ...args.map((it) => it.name)].map((it) => ({ name: it, form: FIELD })),
  );
}
