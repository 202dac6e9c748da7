import { fc } from '../support/properties.js';

/** What documents are made of, and what they should not be made of. */
export const WORDS = [
  ...'query mutation subscription fragment on true false null { } ( ) [ ] : ! = @ | & ... $ """ " # , projects nodes'.split(
    ' ',
  ),
  ...'modelVersionStatusChanged __typename __schema __type first 1 -0 1e999 99999999999 \u0000 \u2028 😀 \ufeff'.split(
    ' ',
  ),
  ...['@skip(if: true)', '@defer', '\ud800'],
];

const PLACE = fc.double({ min: 0, max: 0.999, noNaN: true });

interface Spoil {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

const spoils = fc.array(
  fc.record({
    at: PLACE,
    cut: fc.nat(12),
    put: fc.oneof(fc.constantFrom(...WORDS, '\r\n', '\r\n\r\n', '\\'), fc.string({ maxLength: 8 })),
  }),
  { maxLength: 4 },
);

/** With some of its characters others. */
export function spoilt(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const spoil = (it: string, { at, cut, put }: Spoil) => {
    const from = Math.floor(at * it.length);
    return it.slice(0, from) + put + it.slice(from + cut);
  };
  return fc.tuple(text, spoils).map(([it, all]) => all.reduce(spoil, it));
}

/** The same, in bytes: characters are cut in halves, and so may the whole be. */
export function spoiltBytes(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 });
  const end = fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: PLACE });
  return fc.tuple(spoilt(text), flips, end).map(([it, changed, share]) => {
    const bytes = Buffer.from(it);
    for (const [at, value] of changed) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return bytes.subarray(0, Math.ceil(bytes.length * share));
  });
}

/** A document of which some words are gone, doubled, new or others: most of them still parse. */
export function reworded(document: fc.Arbitrary<string>, names: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: PLACE,
    kind: fc.constantFrom('drop', 'double', 'put', 'swap'),
    word: fc.constantFrom(...WORDS, ...names),
  });
  return fc.tuple(document, fc.array(change, { maxLength: 8 })).map(([text, changes]) => {
    const words: string[] = text.match(/\.\.\.|[\w$@]+|"[^"]*"|#[^\n]*\n|[^\s\w]/g) ?? [];
    for (const { at, kind, word } of changes) {
      const index = Math.floor(at * words.length);
      if (kind === 'drop') words.splice(index, 1);
      else if (kind === 'double') words.push(...words.slice(index));
      else words.splice(index, kind === 'put' ? 0 : 1, word);
    }
    return words.join(' ');
  });
}
