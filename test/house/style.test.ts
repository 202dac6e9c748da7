import { LONG_FUNCTIONS } from './long-functions.js';
import { comments, faults, functionLengths, linesOf, messages, sources, titles } from './style.js';

const SRC = sources('src');

it('comments of src are in the words that src/README.md and the field have', () => {
  expect(SRC.flatMap((file) => faults(comments(file, linesOf(file)), 'words'))).toEqual([]);
});

it('titles of tests are, too', () => {
  const files = sources('test').filter((it) => !it.startsWith('test/house/'));
  expect(files.flatMap((file) => faults(titles(file, linesOf(file)), 'words'))).toEqual([]);
});

it('messages say model version; the emulator has the words of AWS', () => {
  const files = SRC.filter((it) => !it.startsWith('src/emulator/') && !it.endsWith('.type.ts'));
  expect(files.flatMap((file) => faults(messages(file, linesOf(file)), 'messages'))).toEqual([]);
});

it('no file of src has more than 300 lines', () => {
  expect(SRC.filter((file) => linesOf(file).length > 300)).toEqual([]);
});

it('no function grows past 40 lines, and those that are longer only shrink', () => {
  const long = SRC.flatMap((file) =>
    functionLengths(linesOf(file))
      .filter(({ length }) => length > 40)
      .map(({ name, length }) => [`${file.slice('src/'.length)} ${name}`, length] as const),
  );
  const grown = long.filter(([name, length]) => length > (LONG_FUNCTIONS[name] ?? 40));
  expect(grown.map(([name, length]) => `'${name}': ${length},`)).toEqual([]);
});

it('at most 1.5 % of all functions are longer than 30 lines', () => {
  const lengths = SRC.flatMap((file) => functionLengths(linesOf(file)).map(({ length }) => length));
  expect(lengths.length).toBeGreaterThan(3_000);
  expect(lengths.filter((it) => it > 30).length / lengths.length).toBeLessThanOrEqual(0.015);
});

it('the list of long functions has none that is short by now', () => {
  const lengths = new Map(
    SRC.flatMap((file) =>
      functionLengths(linesOf(file)).map(({ name, length }) => [
        `${file.slice('src/'.length)} ${name}`,
        length,
      ]),
    ),
  );
  expect(Object.keys(LONG_FUNCTIONS).filter((it) => (lengths.get(it) ?? 0) <= 40)).toEqual([]);
});

it('the length of a function is from its head to its last bracket', () => {
  const text = [
    'function one(',
    '  a: A,',
    '): B {',
    '  if (a) {',
    '    b();',
    '  }',
    '}',
    '',
    '  two({',
    '    c,',
    '  }: C) {',
    '  }',
  ];
  expect(functionLengths(text)).toEqual([
    { name: 'one', length: 7 },
    { name: 'two', length: 4 },
  ]);
});

it.each([
  ['/** Who asks for the lane. */', 2],
  ['// The poller refreshes what `who` names.', 0],
])('%s has %i faults', (line, count) => {
  expect(faults(comments('file.ts', [line]), 'words')).toHaveLength(count);
});
