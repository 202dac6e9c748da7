import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
} from 'graphql';
import { inputOf } from '../support/any-input.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { fc } from '../support/properties.js';
import { ALWAYS_FRESH, projectArnOf, versionArnOf } from './demo.js';

const RUNS = 3_000;
const CIVIL = ['BAD_USER_INPUT', 'QUERY_TOO_LARGE', 'NOT_FOUND', 'UPSTREAM_ACCESS_DENIED'];

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));

let gateway: TestGateway;
let known: { projects: string[]; versions: string[] };
beforeAll(async () => {
  gateway = await startGateway({ ...ALWAYS_FRESH, EMULATOR_TRANSITIONS: 'immediate' });
  known = {
    projects: await Promise.all(['shelf-gaps', 'chat-moderation'].map((it) => projectArnOf(gateway, it))),
    versions: [
      await versionArnOf(gateway, 'circuit-boards', 'v3'),
      await versionArnOf(gateway, 'chat-moderation', 'adapter-3'),
    ],
  };
  await gateway.control.clearRequests();
});
afterAll(() => gateway.close());

/** A document that runs one field with all its arguments as variables, and the leaves of what it answers. */
function documentOf(
  operation: 'query' | 'mutation',
  { name, args, type }: GraphQLField<unknown, unknown>,
): string {
  const variables = args.map((it) => `$${it.name}: ${it.type}`).join(', ');
  const given = args.map((it) => `${it.name}: $${it.name}`).join(', ');
  const call = args.length > 0 ? `${name}(${given})` : name;
  const answer = isCompositeType(getNamedType(type)) ? `{ ${leavesOf(schema, type)} }` : '';
  return `${operation}${args.length > 0 ? `(${variables})` : ''} { ${call} ${answer} }`;
}

function leavesOf(schema: GraphQLSchema, type: GraphQLField<unknown, unknown>['type']): string {
  const named = schema.getType(getNamedType(type).name);
  if (!isObjectType(named)) return '__typename';
  const leaves = Object.values(named.getFields()).filter((it) => !isCompositeType(getNamedType(it.type)));
  const refusals = named.getFields().userErrors ? 'userErrors { code message field awsRequestId }' : '';
  return ['__typename', ...leaves.map((it) => it.name), refusals].join(' ');
}

const FIELDS = (['query', 'mutation'] as const).flatMap((operation) =>
  Object.values(
    (operation === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
  ).map((field) => ({ operation, field })),
);

it.each(FIELDS.map(({ operation, field }) => ({ name: `${operation} ${field.name}`, operation, field })))(
  '$name answers any input in its own words, and keeps from AWS what AWS would refuse to read',
  async ({ operation, field }) => {
    const document = documentOf(operation, field);
    const variables = fc.record(
      Object.fromEntries(field.args.map((it) => [it.name, inputOf(it.type, known)])),
    );
    await fc.assert(
      fc.asyncProperty(variables, async (values) => {
        const response = await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: document, variables: values }),
        });
        expect([200, 400, 413]).toContain(response.status);
        expectCivil(await response.text());
      }),
      { numRuns: Math.ceil(RUNS / FIELDS.length) },
    );
    const { requests } = await gateway.control.requests();
    expect(requests.filter((it) => it.errorType === 'ValidationException')).toEqual([]);
    expect(requests.filter((it) => it.errorType === 'MalformedPolicyDocumentException')).toEqual([]);
    expect(requests.filter((it) => it.errorType === 'SerializationException')).toEqual([]);
  },
);

/** No defect, no outage that is none, and nothing of how the gateway is built. */
function expectCivil(text: string): void {
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  for (const { extensions } of errors) expect(CIVIL).toContain(extensions.code);
  expect(text).not.toMatch(/stacktrace|node_modules|\.[jt]s:\d+|TypeError|RangeError/);
}
