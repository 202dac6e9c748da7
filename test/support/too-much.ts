/** Documents that are too much, in ways that limits are known to overlook, and what must be said of them. */
export interface TooMuch {
  readonly name: string;
  /** The limit that is hit; null where GraphQL's own rules refuse it. */
  readonly limit: string | null;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const times = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/none/1700000000000';
const VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/none/version/v1/1700000000000';
const INTO = 'modelVersion(name: "v1") { project {';
/** So many fields in each other. */
const nested = (depth: number) =>
  `project(arn: "${PROJECT}") { ${times((depth - 1) / 2, () => INTO)} name ${'} }'.repeat((depth - 1) / 2)} }`;
const DEEP = nested(17);
const SOURCES = (depth: number) => `${'sourceModelVersion {'.repeat(depth)} name ${'}'.repeat(depth)}`;
const AT_VERSION = `modelVersion(arn: "${VERSION}")`;

/** So many lists of versions in each other, the last with `leaf`: too long also where projects have five versions each. */
const inEachOther = (lists: number, leaf: string): string =>
  `{ modelVersions(first: 100) { nodes { ${lists > 1 ? `project ${inEachOther(lists - 1, leaf)}` : leaf} } } }`;

export const TOO_MUCH: readonly TooMuch[] = [
  { name: 'fields too deep', limit: 'depth', query: `{ ${DEEP} }` },
  {
    name: 'depth behind a fragment named like introspection',
    limit: 'depth',
    query: `{ ...__schema } fragment __schema on Query { ${DEEP} }`,
  },
  { name: 'depth in an inline fragment without a type', limit: 'depth', query: `{ ... { ${DEEP} } }` },
  {
    name: 'depth in fragments of one level each',
    limit: 'depth',
    query: `{ ${AT_VERSION} { ...F0 } } ${times(20, (i) => `fragment F${i} on ModelVersion { sourceModelVersion { ${i < 19 ? `...F${i + 1}` : 'name'} } }`)}`,
  },
  {
    name: 'depth by a fragment that was met before where it was shallow',
    limit: 'depth',
    query: `{ a: ${AT_VERSION} { ...F } b: ${AT_VERSION} { ${'sourceModelVersion {'.repeat(8)} ...F ${'}'.repeat(8)} } }
      fragment F on ModelVersion { ${SOURCES(8)} }`,
  },
  {
    name: 'depth in the second of two operations',
    limit: 'depth',
    query: `query A { eventCursor } query B { ${DEEP} }`,
  },
  { name: 'aliases', limit: 'aliases', query: `{ ${times(251, (i) => `a${i}: eventCursor`)} }` },
  {
    name: 'aliases in a fragment that is spread often',
    limit: 'aliases',
    query: `{ ${times(26, (i) => `gateway { ...F @include(if: ${i % 2 === 0}) }`)} }
      fragment F on Gateway { ${times(10, (i) => `a${i}: version`)} }`,
  },
  {
    name: 'aliases of __typename',
    limit: 'aliases',
    query: `{ gateway { ${times(251, (i) => `a${i}: __typename`)} } }`,
  },
  {
    name: 'fragments that double thirty times',
    limit: 'rootFields',
    query: `{ ...F0 } ${times(30, (i) => `fragment F${i} on Query { ${i < 29 ? `...F${i + 1} ...F${i + 1}` : 'eventCursor'} }`)}`,
  },
  { name: 'a flood of __typename', limit: 'rootFields', query: `{ ${'__typename '.repeat(251)} }` },
  {
    name: 'root fields in inline fragments',
    limit: 'rootFields',
    query: `{ ${times(60, () => '... { eventCursor eventCursor eventCursor eventCursor eventCursor }')} }`,
  },
  {
    name: 'a field said again and again',
    limit: 'repeats',
    query: `{ ${'gateway { version upstream } '.repeat(62)} }`,
  },
  {
    name: 'fields said again by a fragment that is spread again',
    limit: 'repeats',
    query: `{ ${'...F '.repeat(40)} } fragment F on Query { eventCursor gateway { version } }`,
  },
  {
    name: 'directives',
    limit: 'directives',
    query: `{ ${times(51, (i) => `a${i}: eventCursor @include(if: true)`)} }`,
  },
  {
    name: 'a directive again and again',
    limit: 'directives',
    query: `{ eventCursor ${'@skip(if: false) '.repeat(51)} }`,
  },
  { name: 'directives that nobody knows', limit: 'directives', query: `{ eventCursor ${'@x '.repeat(51)} }` },
  {
    name: 'directives on variables and fragments',
    limit: 'directives',
    query: `query (${times(26, (i) => `$v${i}: Int @deprecated`)}) { ${times(26, () => '... @include(if: true) { eventCursor }')} }`,
  },
  {
    name: 'inline fragments',
    limit: 'fragments',
    query: `{ ${'... { '.repeat(101)} eventCursor ${'} '.repeat(101)} }`,
  },
  { name: 'operations', limit: 'operations', query: times(21, (i) => `query Q${i} { eventCursor }`) },
  {
    name: 'mutations in a row',
    limit: 'mutations',
    query: `mutation { ${times(11, (i) => `m${i}: deleteProject(input: { projectArn: "${PROJECT}" }) { status }`)} }`,
  },
  {
    name: 'tokens',
    limit: 'tokens',
    query: `{ projects(filter: { names: [${'1 '.repeat(4_000)}] }) { totalCount } }`,
  },
  { name: 'a long comment', limit: 'characters', query: `#${'x'.repeat(50_000)}\n{ eventCursor }` },
  {
    name: 'brackets',
    limit: 'nesting',
    query: `{ project(arn: ${'['.repeat(250)}${']'.repeat(250)}) { name } }`,
  },
  {
    name: 'introspection many times under other names',
    limit: 'values',
    query: `{ ${times(95, (i) => `a${i}: __schema { types { ...T } }`)} }
      fragment T on __Type { name fields { name description args { name } type { name ofType { name } } } }`,
  },
  {
    name: 'lists in each other, again and again',
    limit: 'values',
    query: `{ projects(first: 100) { nodes ${inEachOther(
      4,
      times(80, (i) => `n${i}: name`),
    )} } }`,
  },
  {
    name: 'a call to AWS for each item of lists in each other',
    limit: 'upstreamCalls',
    query: `{ projects(first: 50) { edges { node ${inEachOther(3, 'tags { key }')} } } }`,
  },
  {
    name: 'the same with lengths in variables and fragments',
    limit: 'upstreamCalls',
    query: `query ($many: Int! = 100) { projects(first: $many) { ...C } }
      fragment C on ProjectConnection { nodes { modelVersions(first: $many) { nodes { ... on Node { ...V } } } } }
      fragment V on ModelVersion { project ${inEachOther(2, 'tags { key }')} }`,
    variables: { many: 60 },
  },
  {
    name: 'a call to AWS for each of many aliases',
    limit: 'upstreamCalls',
    query: `{ ${times(101, (i) => `p${i}: project(arn: "${PROJECT}") { tags { key } policies { totalCount } modelVersions { totalCount } modelVersion(name: "v1") { name } }`)} }`,
  },
  {
    name: 'a call to AWS for each of many ids',
    limit: 'upstreamCalls',
    query:
      'query ($ids: [ID!]!) { a: nodes(ids: $ids) { id } b: nodes(ids: $ids) { id } c: nodes(ids: $ids) { id } }',
    variables: { ids: Array(100).fill('x') },
  },
  {
    name: 'lists in every event',
    limit: 'upstreamCallsPerEvent',
    query: `subscription { modelVersionStatusChanged { modelVersion { project ${inEachOther(2, 'tags { key }')} } } }`,
  },
  {
    name: 'fragments that contain each other',
    limit: null,
    query:
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C eventCursor } fragment C on Query { ...A }',
  },
  {
    name: 'a fragment that contains itself, field by field',
    limit: null,
    query: `{ ${AT_VERSION} { ...F } } fragment F on ModelVersion { sourceModelVersion { project { name } ...F } }`,
  },
  {
    name: 'introspection in circles',
    limit: null,
    query: `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`,
  },
];
