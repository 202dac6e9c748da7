import { parse } from 'graphql';
import { GatewayError } from '../../../../src/domain/errors.js';
import type { EvaluationReport } from '../../../../src/domain/evaluation-report.js';
import { createSchema } from '../../../../src/graphql/schema.js';
import {
  createCompiledOperations,
  isCompilable,
} from '../../../../src/server/execution/compiled-operations.js';
import { anOutage } from '../../../support/fake-upstream.js';
import { createHttpStage } from '../../../support/http-stage.js';

const REPORT: EvaluationReport = {
  ...{ f1Score: 0.5, precision: null, recall: null, averagePrecision: null, averageRecall: null },
  ...{ evaluationEndTimestamp: null, numberOfTrainingImages: null, numberOfTestingImages: null },
  ...{ labels: [], confusionMatrix: [] },
};

describe('what graphql-jit would answer otherwise is not compiled', () => {
  it.each([
    ['a condition on a field', '{ eventCursor @include(if: true) }'],
    ['one in a fragment', '{ ...F } fragment F on Query { ... @skip(if: false) { eventCursor } }'],
    ['the alias __proto__', '{ __proto__: eventCursor }'],
    ['the variable $__proto__', 'query($__proto__: Int!) { projects(first: $__proto__) { totalCount } }'],
  ])('%s', (_, text) => expect(isCompilable(parse(text))).toBe(false));

  it('but the rest is', () => {
    const text = 'query($toString: Int! = 2) { constructor: projects(first: $toString) { totalCount } }';
    expect(isCompilable(parse(text))).toBe(true);
  });
});

it('a document that is compiled stays as it was: graphql-jit leaves marks in what it is given', async () => {
  const document = parse('{ ...F } fragment F on Query { eventCursor }');
  const before = JSON.stringify(document);
  const compilable = { document, operationName: null, variables: {}, accept: '*/*' };
  const compiled = createCompiledOperations(createSchema(), 1, 1);
  await compiled.note(compilable, { operationName: null, headers: {} });
  expect(JSON.stringify(document)).toBe(before);
});

describe('the same query again and again', () => {
  const NESTED =
    'query($d: Boolean!, $n: Int!) { projects(first: $n) { nodes { ...Card @include(if: $d) ...Row } } } fragment Card on Project { status ...Row } fragment Row on Project { name }';
  const EXCLUDED =
    'query($d: Boolean!, $n: Int!) { projects(first: $n) { nodes @include(if: $d) { ... on Project { name } } nodes { ... on Project { region } } } }';
  const DEFAULT =
    'query($a: Boolean = true, $n: Int!) { projects(first: $n) { nodes { name @include(if: $a) } } }';
  const VARIABLE =
    'query($__proto__: ProjectFilter, $n: Int!) { projects(filter: $__proto__, first: $n) { nodes { name } } }';
  const ALIAS = 'query($n: Int!) { projects(first: $n) { __proto__: nodes { name } } }';

  it.each([
    [
      'fields of a fragment that stood under a condition before',
      NESTED,
      { d: false },
      { nodes: [{ name: 'cats' }] },
    ],
    ['no field that is excluded', EXCLUDED, { d: false }, { nodes: [{ region: 'us-east-1' }] }],
    ['an alias that is called __proto__', ALIAS, {}, JSON.parse('{ "__proto__": [{ "name": "cats" }] }')],
    [
      'a variable that is called __proto__',
      VARIABLE,
      JSON.parse('{ "__proto__": { "names": ["dogs"] } }'),
      { nodes: [] },
    ],
  ])('has %s', async (_, query, variables, projects) => {
    const { post, upstream } = await createHttpStage({ preparedBytes: 0 });
    upstream.addProject();
    for (let n = 1; n <= 6; n++) {
      const { body } = await post(query, { ...variables, n });
      expect(JSON.stringify(body.data)).toBe(JSON.stringify({ projects }));
    }
  });

  it('refuses null in a condition each time', async () => {
    const { post, upstream } = await createHttpStage({ preparedBytes: 0 });
    upstream.addProject();
    for (let n = 1; n <= 6; n++) expect((await post(DEFAULT, { n })).body.data).not.toBeNull();
    const { body } = await post(DEFAULT, { n: 7, a: null });
    expect(body).toMatchObject({ errors: [{ path: ['projects', 'nodes', 0] }] });
  });
});

describe('what fails is asked of AWS once, also where the query was compiled', () => {
  const QUERY =
    'query($arn: ProjectArn!) { project(arn: $arn) { tags { key } modelVersions { nodes { evaluationResult { report { f1Score } } } } } }';
  const summary = { bucket: 'bucket', name: 'summary', version: null };

  async function startCompiled() {
    const stage = await createHttpStage({ preparedBytes: 0 });
    const { upstream, post } = stage;
    upstream.listTags = async () => [];
    upstream.readEvaluationReport = async () => REPORT;
    const addProject = (name: string) => {
      const { arn } = upstream.addProject({ name });
      upstream.addVersion(arn, { evaluationResult: { f1Score: 0.5, summary: { ...summary, name } } });
      return arn;
    };
    for (let n = 1; n <= 4; n++) await post(QUERY, { arn: addProject(`p${n}`) });
    expect(stage.compiledRuns()).toBeGreaterThan(0);
    return { ...stage, addProject };
  }

  it('tags and a report', async () => {
    const { post, upstream, addProject } = await startCompiled();
    const asked: string[] = [];
    const fail = async (what: string) => {
      asked.push(what);
      throw new GatewayError('UPSTREAM_FAILED', 'No.');
    };
    upstream.listTags = () => fail('tags');
    upstream.readEvaluationReport = () => fail('report');
    const { body } = await post(QUERY, { arn: addProject('bad') });
    expect(body).toMatchObject({ errors: [{ message: 'No.' }] });
    expect(asked.toSorted()).toEqual(['report', 'tags']);
  });

  it('a list of versions; and the answer says what it cost', async () => {
    const { post, upstream, addProject } = await startCompiled();
    upstream.failure = ({ method }) => (method === 'listModelVersions' ? anOutage() : null);
    const before = upstream.calls.length;
    const { body } = await post(QUERY, { arn: addProject('bad') });
    const calls = upstream.calls.slice(before);
    expect(calls.filter((it) => it.method === 'listModelVersions')).toHaveLength(1);
    expect(body.extensions).toMatchObject({ upstream: { calls: calls.length } });
  });
});
