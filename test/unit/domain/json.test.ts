import { checkNesting } from '../../../src/domain/json.js';

const TOO_DEEP = expect.objectContaining({
  code: 'QUERY_TOO_LARGE',
  details: { limit: { name: 'nesting', value: 200 } },
});

test.each(['{', '[', '('])('200 of %s in each other are the most', (bracket) => {
  expect(() => checkNesting(bracket.repeat(200))).not.toThrow();
  expect(() => checkNesting(bracket.repeat(201))).toThrow(TOO_DEEP);
});

test('brackets beside each other are no depth', () => {
  expect(() => checkNesting('{[()]}'.repeat(10_000))).not.toThrow();
});

test.each([
  ['a string', `"${'{'.repeat(300)}"`],
  ['a string with an escaped quote', `"\\"${'['.repeat(300)}"`],
  ['a block string', `"""${'{'.repeat(300)} " \\""" """`],
  ['a comment', `# ${'('.repeat(300)}\n{ a }`],
])('brackets in %s mean nothing', (_, text) => {
  expect(() => checkNesting(text)).not.toThrow();
});

test('brackets after a string or comment count again', () => {
  expect(() => checkNesting(`"x" # y\n${'{'.repeat(201)}`)).toThrow(TOO_DEEP);
  expect(() => checkNesting(`"open\n${'{'.repeat(201)}`)).toThrow(TOO_DEEP);
});

test.each(['"', '"""', '#', '"\\', '{"}"}', '"""\\'])(
  'a million characters of %j are looked through at once',
  (text) => {
    expect(() => checkNesting(text.repeat(1_000_000 / text.length))).not.toThrow();
  },
);
