import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getVariableValues, parse, validate } from 'graphql';
import { UNKNOWN } from '../../../../src/web/explorer/facts.js';
import { refill, toTabs } from '../../../../src/web/explorer/tabs.js';

const ROOT = join(__dirname, '../../../..');
const schema = buildSchema(readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8'));
const examples = readdirSync(join(ROOT, 'schema/examples')).map((file) =>
  readFileSync(join(ROOT, 'schema/examples', file), 'utf8'),
);
const facts = {
  upstream: 'EMULATOR' as const,
  version: '1',
  modelVersionArn: 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v1/1',
  projectArn: 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1',
};

const names = (tabs: ReturnType<typeof toTabs>) =>
  tabs.map(({ query }) => /^(?:query|mutation|subscription) (\w+)/m.exec(query)?.[1]);

test('there is a tab for each example, and starting a model comes first', () => {
  const tabs = toTabs(examples, facts);
  expect(tabs).toHaveLength(examples.length);
  expect(names(tabs).slice(0, 4)).toEqual(['StartModel', 'WatchStatus', 'ListProjects', 'StopModel']);
  expect(names(tabs).at(-1)).toMatch(/^Delete/);
});

test.each(toTabs(examples, facts).map(({ query, variables }) => [query.split('\n')[0], query, variables]))(
  'it runs as it is: %s',
  (_comment, query, text) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const operation = document.definitions.find((it) => it.kind === 'OperationDefinition');
    const variables = JSON.parse(text);
    expect(getVariableValues(schema, operation?.variableDefinitions ?? [], variables).errors).toBeUndefined();
    const declared = operation?.variableDefinitions?.map((it) => it.variable.name.value);
    expect(declared).toEqual(expect.arrayContaining(Object.keys(variables)));
  },
);

test('in front of real AWS nothing that changes anything comes first or knows an ARN', () => {
  const tabs = toTabs(examples, { ...facts, upstream: 'AWS' });
  expect(tabs[0]?.query).toMatch(/^(query|subscription)/m);
  const mutations = tabs.filter(({ query }) => /^mutation/m.test(query));
  for (const { variables } of mutations) expect(variables).not.toContain(':123456789012:');
});

test('without a gateway the tabs are there, and their ARNs empty', () => {
  expect(toTabs(examples, UNKNOWN)[0]?.variables).toContain('"modelVersionArn": ""');
});

test('without a model every status is watched', () => {
  const watch = toTabs(examples, UNKNOWN).find(({ query }) => query.includes('subscription WatchStatus'));
  expect(JSON.parse(watch?.variables ?? '')).toEqual({ includeCurrent: true });
});

test('a tab that opened without a gateway gets what is known later', () => {
  const late = toTabs(examples, UNKNOWN).map((tab) => refill(tab, facts));
  expect(late).toEqual(toTabs(examples, facts).map(({ variables }) => variables));
});

test('a tab with changed variables stays as it is', () => {
  const [tab] = toTabs(examples, UNKNOWN);
  const changed = { query: tab?.query ?? '', variables: '{ "modelVersionArn": "mine" }' };
  expect(refill(changed, facts)).toBe(changed.variables);
});
