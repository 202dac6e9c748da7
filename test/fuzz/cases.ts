import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLField,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { inputOf, type KnownArns } from '../support/any-input.js';
import { fc } from '../support/properties.js';
import { reworded, spoilt, spoiltBytes, WORDS } from './spoil.js';

/** What one client sends. */
export type Case =
  | { readonly kind: 'operation'; readonly door: string; readonly query: string; readonly variables: object }
  | { readonly kind: 'body'; readonly path: string; readonly body: Buffer }
  | { readonly kind: 'wire'; readonly bytes: Buffer }
  | { readonly kind: 'frames'; readonly hello: boolean; readonly frames: readonly string[] };

const EXAMPLES = 'schema/examples';
const documents = fc.constantFrom(
  ...readdirSync(EXAMPLES).map((it) => readFileSync(join(EXAMPLES, it), 'utf8')),
  'query A($f: Boolean = true) { ...Q @include(if: $f) } fragment Q on Query { projects { nodes { ...P } } } fragment P on Project { name tags { key } }',
  '{ node(id: "x") { id } }',
  getIntrospectionQuery(),
);
const DOORS = ['POST', 'GET', 'SSE', 'SSE by GET', 'WebSocket'];

const PATHS = [
  ...['/graphql', '/graphql/stream', '/', '/schema.graphql', '/livez'],
  ...['/explorer/x', '//graphql', '/%00'],
];
const METHODS = ['POST', 'GET', 'OPTIONS', 'HEAD', 'PUT'];

/**
 * Everything that a client may think of, much of it nearly right.
 * @param headers - what the client says who it is with
 */
export function anyCase(
  schema: GraphQLSchema,
  known: KnownArns,
  headers: Readonly<Record<string, string>>,
): fc.Arbitrary<Case> {
  const operation = fc.oneof(
    { weight: 6, arbitrary: anyOperation(schema, known) },
    {
      weight: 2,
      arbitrary: fc.record({ query: spoilt(documents), variables: anyVariables }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ query: reworded(documents, namesIn(schema)), variables: anyVariables }),
    },
    { weight: 1, arbitrary: fc.record({ query: tokenSoup, variables: anyVariables }) },
  );
  const text = operation.map((it) => JSON.stringify(it));
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({ kind: fc.constant('operation' as const), door: fc.constantFrom(...DOORS) })
        .chain((it) => operation.map((given) => ({ ...it, ...given }))),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('body' as const),
        path: fc.constantFrom('/graphql', '/graphql/stream'),
        body: spoiltBytes(text),
      }),
    },
    {
      weight: 2,
      arbitrary: spoiltBytes(anyRequest(text, headers)).map((bytes) => ({ kind: 'wire' as const, bytes })),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('frames' as const),
        hello: fc.boolean(),
        frames: fc.array(fc.oneof(message(operation), spoilt(message(operation))), { maxLength: 6 }),
      }),
    },
  );
}

const anyVariables = fc.dictionary(
  fc.constantFrom('arn', 'input', 'first', '__proto__', 'x'),
  fc.jsonValue(),
  { maxKeys: 3 },
);

const tokenSoup = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((it) => it.join(' '));

/** A document that asks for fields of the schema, with some that are not there, at any depth. */
function anyOperation(
  schema: GraphQLSchema,
  known: KnownArns,
): fc.Arbitrary<{ query: string; variables: object }> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root, i) =>
    Object.values(root?.getFields() ?? {}).map((field) => ({
      kind: ['query', 'mutation', 'subscription'][i] ?? '',
      field,
    })),
  );
  return fc.constantFrom(...fields).chain(({ kind, field }) =>
    fc.record({
      variables: fc.record(Object.fromEntries(field.args.map((it) => [it.name, inputOf(it.type, known)]))),
      query: anySelection(schema, field, 4).map((selection) => {
        const variables = field.args.map((it) => `$${it.name}: ${it.type}`).join(', ');
        const given = field.args.map((it) => `${it.name}: $${it.name}`).join(', ');
        const [open, close] = field.args.length > 0 ? ['(', ')'] : ['', ''];
        return `${kind} Fuzz${open}${variables}${close} { ${field.name}${open}${given}${close} ${selection} }`;
      }),
    }),
  );
}

function anySelection(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): fc.Arbitrary<string> {
  const type = schema.getType(getNamedType(field.type).name);
  if (!type || !isCompositeType(type)) return fc.constant('');
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const usable = fields.filter((it) => it.args.every((arg) => arg.name !== 'name'));
  const names = usable.filter((it) => depth > 0 || !isCompositeType(getNamedType(it.type)));
  const one = fc
    .constantFrom(...(names.length > 0 ? names : usable))
    .chain((it) => anySelection(schema, it, depth - 1).map((inner) => `${it.name} ${inner}`));
  const strange = fc.constantFrom(
    '__typename',
    'nothing',
    '...Nobody',
    '... on Project { name }',
    '__typename @skip(if: true)',
  );
  return fc
    .array(fc.oneof({ weight: 9, arbitrary: one }, { weight: 1, arbitrary: strange }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((it) => `{ __typename ${it.join(' ')} }`);
}

const message = (operation: fc.Arbitrary<object>) =>
  fc.oneof(
    fc.constant('{"type":"connection_init"}'),
    fc.constant('{"type":"ping"}'),
    fc
      .record({
        type: fc.constantFrom('subscribe', 'complete', 'next', 'pong'),
        id: fc.string(),
        payload: operation,
      })
      .map((it) => JSON.stringify(it)),
    fc.jsonValue().map((it) => JSON.stringify(it)),
  );

function anyRequest(
  body: fc.Arbitrary<string>,
  headers: Readonly<Record<string, string>>,
): fc.Arbitrary<string> {
  const method = fc.oneof(fc.constant('POST'), fc.constantFrom(...METHODS));
  const path = fc.oneof(fc.constant('/graphql'), fc.constantFrom(...PATHS));
  return fc.tuple(method, path, body).map(([verb, address, text]) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const lines = Object.entries({ host: '127.0.0.1', ...headers, ...length });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return `${verb} ${address} HTTP/1.1\r\n${head}\r\n${text}`;
  });
}

function namesIn(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((it) =>
    isObjectType(it) ? [it.name, ...Object.keys(it.getFields())] : [it.name],
  );
}
