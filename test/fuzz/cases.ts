import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { inputOf, type KnownArns } from '../support/any-input.js';

/** What one client sends. */
export type Case =
  | { readonly kind: 'operation'; readonly door: string; readonly query: string; readonly variables: object }
  | { readonly kind: 'body'; readonly path: string; readonly body: Buffer }
  | { readonly kind: 'wire'; readonly bytes: Buffer }
  | { readonly kind: 'frames'; readonly frames: readonly string[] };

const EXAMPLES = 'schema/examples';
const examples = readdirSync(EXAMPLES).map((it) => readFileSync(join(EXAMPLES, it), 'utf8'));
const DOORS = ['POST', 'GET', 'SSE', 'SSE by GET', 'WebSocket'];

/** Everything that a client may think of, much of it nearly right. */
export function anyCase(schema: GraphQLSchema, known: KnownArns): fc.Arbitrary<Case> {
  const operation = fc.oneof(
    { weight: 6, arbitrary: anyOperation(schema, known) },
    {
      weight: 2,
      arbitrary: fc.record({ query: spoilt(fc.constantFrom(...examples)), variables: anyVariables }),
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
      arbitrary: spoiltBytes(text.map(toRequest)).map((bytes) => ({ kind: 'wire' as const, bytes })),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.oneof(message(operation), spoilt(message(operation))), { maxLength: 6 })
        .map((frames) => ({ kind: 'frames' as const, frames })),
    },
  );
}

const anyVariables = fc.dictionary(
  fc.constantFrom('arn', 'input', 'first', '__proto__', 'x'),
  fc.jsonValue(),
  { maxKeys: 3 },
);

const WORDS = [
  ...'query mutation subscription fragment on true false null { } ( ) [ ] : ! = @ | & ... $ """ " # , projects nodes'.split(
    ' ',
  ),
  ...'modelVersionStatusChanged __typename __schema __type first 1 -0 1e999 99999999999 \u0000 \u2028 😀 \ufeff'.split(
    ' ',
  ),
];
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

function toRequest(body: string): string {
  return `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

interface Spoil {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

const spoils = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(12),
    put: fc.oneof(fc.constantFrom(...WORDS, '\r\n', '\r\n\r\n', '\\', '\ud800'), fc.string({ maxLength: 8 })),
  }),
  { maxLength: 4 },
);

function spoilt(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const spoil = (it: string, { at, cut, put }: Spoil) => {
    const from = Math.floor(at * it.length);
    return it.slice(0, from) + put + it.slice(from + cut);
  };
  return fc.tuple(text, spoils).map(([it, all]) => all.reduce(spoil, it));
}

/** The same, in bytes: characters are cut in halves. */
function spoiltBytes(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  return fc
    .tuple(spoilt(text), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
    .map(([it, flips]) => {
      const bytes = Buffer.from(it);
      for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value;
      return bytes;
    });
}
