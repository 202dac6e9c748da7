import {
  type GraphQLInputType,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { fc } from './properties.js';

/** ARNs that lead somewhere. */
export interface KnownArns {
  readonly projects: readonly string[];
  readonly versions: readonly string[];
}

/** JSON values for an input type: mostly such as it takes, at the edges of what it takes, and now and then anything. */
export function inputOf(type: GraphQLInputType, known: KnownArns): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return strictOf(type.ofType, known);
  return fc.oneof(
    { weight: 3, arbitrary: strictOf(type, known) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

function strictOf(type: GraphQLInputType, known: KnownArns): fc.Arbitrary<unknown> {
  const fitting = fittingOf(type, known);
  return fc.oneof({ weight: 60, arbitrary: fitting }, { weight: 1, arbitrary: fc.jsonValue() });
}

function fittingOf(type: GraphQLInputType, known: KnownArns): fc.Arbitrary<unknown> {
  if (isListType(type)) return listOf(inputOf(type.ofType, known));
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((it) => it.name), 'NEWER');
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return fc.record(Object.fromEntries(fields.map((it) => [it.name, inputOf(it.type, known)])), {
      requiredKeys: fields.filter((it) => isNonNullType(it.type)).map((it) => it.name),
    });
  }
  return scalarOf(type as GraphQLNamedInputType, known);
}

function listOf(item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  const long = fc.tuple(item, fc.constantFrom(100, 101, 201)).map(([it, length]) => Array(length).fill(it));
  return fc.oneof(
    { weight: 12, arbitrary: fc.array(item, { maxLength: 4 }) },
    { weight: 1, arbitrary: long },
  );
}

const arn = (known: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...known), fc.constantFrom('9', '\n', 'é', '/version/x/1', '9'.repeat(2_000)))
        .map(([it, tail]) => it + tail),
    },
    { weight: 1, arbitrary: fc.constantFrom(...known).map((it) => it.replace('us-east-1', 'eu-west-1')) },
  );

const WORDS = [
  ...[
    '',
    'v3',
    'a.b-c_D',
    '..',
    '__proto__',
    'constructor',
    'aws:x',
    'AWS:x',
    'alias/key',
    'key id',
    'latest',
  ],
  ...[
    'circuit-boards',
    'anodized-lids',
    '123456789012',
    'us-east-1',
    'größe',
    '名前',
    'a\n',
    ' ',
    '\u0000',
    '\ud800',
  ],
  ...[64, 65, 128, 129, 255, 256, 1024, 1025, 2048, 2049].map((length) => 'a'.repeat(length)),
  ...[128, 255, 256, 1024].map((length) => '🙂'.repeat(length)),
];
const text = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-zA-Z0-9_.-]{3,30}$/) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const STATEMENT = {
  Effect: 'Allow',
  Principal: { AWS: ['arn:aws:iam::111122223333:root'] },
  Action: 'rekognition:CopyProjectVersion',
  Resource: '*',
};

/** A good statement in which one member is another, or missing. */
const statement = fc
  .record({
    member: fc.constantFrom(...Object.keys(STATEMENT), 'Sid', 'Condition', 'NotAction', 'Note'),
    value: fc.oneof(
      text,
      fc.jsonValue(),
      fc.constantFrom('*', undefined, [], ['*'], { AWS: '*' }, { Service: '*' }),
    ),
  })
  .map(({ member, value }) => ({ ...STATEMENT, [member]: value }));

const document = fc
  .record({
    Version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', 17, undefined),
    Statement: fc.oneof(statement, fc.array(statement, { maxLength: 20 }), fc.jsonValue()),
    extra: fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ Id: text, Note: text }) },
    ),
  })
  .map(({ extra, ...rest }) => ({ ...rest, ...extra }));

const integer = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.constantFrom(0, -1, 1, 100, 101, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, 1e308),
);
const float = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 100, 100.0001),
);

const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((it) => it.toISOString()),
  fc.constantFrom(
    '2026-11-21T09:30:00+02:00',
    '2026-02-30T00:00:00Z',
    '2026-11-21',
    '0000-01-01T00:00:00Z',
    '',
  ),
);

/** Global ids: made like ours, of anything. */
const id = fc.oneof(
  text,
  fc.jsonValue().map((it) => Buffer.from(JSON.stringify(it)).toString('base64url')),
  fc
    .tuple(fc.constantFrom('Project', 'ModelVersion', 'ProjectPolicy', 'Nothing'), text, text)
    .map((it) => Buffer.from(JSON.stringify(it)).toString('base64url')),
);

function scalarOf({ name }: GraphQLNamedInputType, known: KnownArns): fc.Arbitrary<unknown> {
  const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    ProjectArn: arn(known.projects),
    ModelVersionArn: arn(known.versions),
    PolicyDocument: fc.oneof(
      document,
      document.map((it) => JSON.stringify(it)),
      text,
    ),
    DateTime: time,
    Duration: fc.oneof(fc.constantFrom('PT1H', 'P1D', 'P400D', 'P401D', 'PT0S', 'P1Y'), text),
    Int: integer,
    Float: float,
    Boolean: fc.boolean(),
    ID: id,
  };
  return byName[name] ?? text;
}
