import {
  comments,
  faults,
  functionLengths,
  linesOf,
  messages,
  sources,
  timeLimits,
  titles,
} from './style.js';

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

const LENGTHS = SRC.flatMap((file) =>
  functionLengths(linesOf(file)).map(({ name, length }) => ({ name: `${file} ${name}`, length })),
);

it('no function is longer than 40 lines', () => {
  expect(LENGTHS.length).toBeGreaterThan(3_000);
  expect(LENGTHS.filter(({ length }) => length > 40)).toEqual([]);
});

it('at most one of 200 functions is longer than 30 lines', () => {
  expect(LENGTHS.filter(({ length }) => length > 30).length / LENGTHS.length).toBeLessThanOrEqual(1 / 200);
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

it('no test may take less time than jest gives to each: it would be a bet on the machine', () => {
  const { testTimeout } = require('../../jest.config.js') as { testTimeout: number };
  const limits = sources('test').flatMap((file) => timeLimits(linesOf(file)));
  expect(limits.length).toBeGreaterThan(3);
  expect(limits.filter((ms) => ms < testTimeout)).toEqual([]);
});

it.each([
  [["it('is', () => {", '}, 5_000);'], 5_000],
  [['  beforeAll(async () => {', '    await it;', '  }, 90_000);'], 90_000],
  [['it.each([1])(', "  'is',", '  () => {', '  },', '  60_000,', ');'], 60_000],
  [['])("is", () => {', '  setTimeout(() => {', '  }, 7_000);', '}, 8);'], 8],
  [["it('is', () => {", '});'], undefined],
])('of %j the time limit is %s', (lines, limit) => {
  expect(timeLimits(lines)[0]).toBe(limit);
});

it.each([
  ['/** Who asks for the lane. */', 2],
  ['// The poller refreshes what `who` names.', 0],
])('%s has %i faults', (line, count) => {
  expect(faults(comments('file.ts', [line]), 'words')).toHaveLength(count);
});
