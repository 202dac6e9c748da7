import { paramOf, routeOf, withParam } from '../../../../src/web/board/address.js';
import { firstDirection, matches, parseSort, sorted } from '../../../../src/web/board/data/sorting.js';
import { modelOf } from './models.js';

const named = (name: string, f1Score: number | null = null) =>
  modelOf({ name, evaluationResult: { f1Score } });

it('names are sorted as people count', () => {
  const models = ['v10', 'v9', 'v1'].map((name) => named(name));
  expect(sorted(models, 'name', 'asc').map(({ name }) => name)).toEqual(['v1', 'v9', 'v10']);
});

it.each(['asc', 'desc'] as const)('what has no score comes last: %s', (direction) => {
  const models = [named('none'), named('low', 0.1), named('high', 0.9)];
  expect(sorted(models, 'f1', direction).at(-1)?.name).toBe('none');
});

it('equal ones are sorted by name', () => {
  const models = [named('b', 0.5), named('a', 0.5)];
  expect(sorted(models, 'f1', 'desc').map(({ name }) => name)).toEqual(['a', 'b']);
});

it.each([
  ['f1-asc', { key: 'f1', direction: 'asc' }],
  ['', { key: 'created', direction: 'desc' }],
  ['toString-asc', { key: 'created', direction: 'desc' }],
  ['f1-up', { key: 'created', direction: 'desc' }],
])('%s in an address is %j', (text, expected) => expect(parseSort(text)).toEqual(expected));

it('the first press on a column shows the most interesting end', () => {
  expect([firstDirection('name'), firstDirection('f1')]).toEqual(['asc', 'desc']);
});

it.each([
  ['circuit-boards / v4', 'v4 BOARDS', true],
  ['circuit-boards / v4', 'v5', false],
  ['anything', '', true],
])('%s has %p in it: %p', (text, search, expected) => expect(matches(text, search)).toBe(expected));

const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/1776211199394';
const MODEL = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1.2/1776211199394';

it.each([
  [`#/project/${encodeURIComponent(PROJECT)}?q=x`, { page: 'project', arn: PROJECT }],
  [`#/model/${MODEL}`, { page: 'model', arn: MODEL }],
  [`#/project/${MODEL}`, { page: 'nowhere', what: 'project' }],
  ['#/model/no-such', { page: 'nowhere', what: 'model' }],
  ['#/model/', { page: 'overview' }],
  ['#/model/%', { page: 'overview' }],
  ['', { page: 'overview' }],
])('%s leads to %j', (hash, expected) => expect(routeOf(hash)).toEqual(expected));

it('choices are kept in the address, and empty ones are not', () => {
  const chosen = withParam(withParam('#/', 'q', 'a b'), 'show', 'failed');
  expect([paramOf(chosen, 'q'), paramOf(chosen, 'show')]).toEqual(['a b', 'failed']);
  expect(withParam(withParam(chosen, 'q', ''), 'show', '')).toBe('#/');
});
