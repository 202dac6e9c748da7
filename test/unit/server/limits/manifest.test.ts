import { toManifest } from '../../../../src/server/limits/manifest.js';

const textsOf = (...sources: string[]) => [...toManifest(sources).values()];

it('has each operation with its fragments, and with what a cache adds', () => {
  expect(textsOf('query A { a { ...F } }', 'fragment F on T { b }')).toEqual([
    'query A {\n  a {\n    ...F\n    __typename\n  }\n}\n\nfragment F on T {\n  b\n  __typename\n}',
    'query A {\n  a {\n    ...F\n  }\n}\n\nfragment F on T {\n  b\n}',
  ]);
});

it('has it with the operation first, then each fragment as it is spread', () => {
  const texts = textsOf('fragment G on T { c } fragment F on T { ...G } query A { a { ...F } }');
  const heads = texts.map((it) => it.match(/(?:query|fragment) \w+/g)?.join(', '));
  expect(heads).toContain('query A, fragment F, fragment G');
});

it.each([
  ['two operations of one name', ['query A { a }', 'query A { b }'], 'There are two operations A.'],
  ['two without a name', ['{ a }', '{ b }'], 'There are two operations without a name.'],
  [
    'two fragments of one name',
    ['{ ...F } fragment F on Q { a }', 'fragment F on Q { b }'],
    'There are two fragments F.',
  ],
])('refuses %s, of which one would be lost', (_what, sources, words) => {
  expect(() => toManifest(sources)).toThrow(words);
});

it('an operation and a fragment may share a name', () => {
  expect(textsOf('query A { ...A } fragment A on Q { a }')).toHaveLength(2);
});
