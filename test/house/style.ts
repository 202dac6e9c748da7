import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** A word or pattern that this code does not use, and what it writes instead. */
interface Rule {
  readonly pattern: RegExp;
  readonly instead: string;
}

export interface Sentence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** In comments of src and in titles of tests. Words in back quotes are names, and free. */
const WORDS: readonly Rule[] = [
  {
    pattern: /\b(who|whom|whoever)\b/i,
    instead: 'the subject by its name: caller, client, subscriber, instance',
  },
  {
    pattern: /\b(a|the|one|no|any|each|every|next|last|such) looks?\b|\blooks? at\b|\blooked at\b/i,
    instead: 'refresh, snapshot or describe',
  },
  { pattern: /\blanes?\b/i, instead: 'priority' },
  { pattern: /\b(shelf|shelves)\b/i, instead: 'collection, or poll target' },
  { pattern: /\b(front |control )?doors?\b|\bdoorkeeper\b/i, instead: 'transport, or control address' },
  { pattern: /\bknock(s|ing)?\b/i, instead: 'request' },
  { pattern: /\bfencing numbers?\b/i, instead: 'fencing token' },
  { pattern: /\beditions?\b/i, instead: 'revision' },
  {
    pattern:
      /\b(asks?|asked|asking) (AWS|Redis|nobody)\b|\b(AWS|Redis) (is|was|cannot be|could not be) asked\b/i,
    instead: 'call, reach',
  },
  { pattern: /\b(hears?|is told|are told) of\b/i, instead: 'gets, reports' },
  { pattern: /\b(TODO|FIXME|XXX)\b/, instead: 'an issue' },
];

/** In texts for clients and operators. */
const MESSAGES: readonly Rule[] = [
  { pattern: /\bproject versions?\b/i, instead: 'model version' },
  {
    pattern: /\b(looks? (is|are)|every look|on all doors|lanes?)\b/i,
    instead: 'refresh, transport, priority',
  },
];

export function sources(folder: string, ending = /\.tsx?$/): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => ending.test(it) && !it.includes('generated'))
    .map((it) => `${folder}/${it}`)
    .sort();
}

export function linesOf(file: string): string[] {
  return readFileSync(join(ROOT, file), 'utf8').split('\n');
}

/** Whole lines of comments. */
export function comments(file: string, lines: readonly string[]): Sentence[] {
  return pick(file, lines, /^\s*(?:\/\/|\/?\*+)(.*)/);
}

/** Titles of tests and of their groups. */
export function titles(file: string, lines: readonly string[]): Sentence[] {
  return pick(file, lines, /^\s*(?:it|test|describe)(?:\.each\(.*\))?\((['"].*['"]),/);
}

/** Texts that begin like a sentence, outside of descriptions of the schema. */
export function messages(file: string, lines: readonly string[]): Sentence[] {
  return pick(file, lines, /(?<!description: )(['"`][A-Z][^'"`]* [^'"`]*['"`])/);
}

/** What a sentence should not say, with what to write instead. */
export function faults(sentences: readonly Sentence[], rules: 'words' | 'messages'): string[] {
  return sentences.flatMap(({ file, line, text }) => {
    const prose = text.replace(/`[^`]*`/g, '`…`').replace(/https?:\S+/g, '');
    return (rules === 'words' ? WORDS : MESSAGES)
      .map(({ pattern, instead }) => ({ found: pattern.exec(prose)?.[0], instead }))
      .filter(({ found }) => found !== undefined)
      .map(({ found, instead }) => `${file}:${line}  "${found}": write ${instead}`);
  });
}

function pick(file: string, lines: readonly string[], pattern: RegExp): Sentence[] {
  return lines.flatMap((text, index) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? [] : [{ file, line: index + 1, text: found }];
  });
}

/** Milliseconds that tests and hooks of a file that Biome has formatted may take, where they say so. */
export function timeLimits(lines: readonly string[]): readonly number[] {
  return lines.flatMap((head, start) => {
    const indent = TEST_HEAD.exec(head)?.[1];
    if (indent === undefined) return [];
    const after = lines.slice(start + 1);
    const end = after.findIndex((it) => it.startsWith(`${indent}}`) || it.startsWith(`${indent})`));
    const last = after[end]?.startsWith(`${indent})`) ? after[end - 1] : after[end];
    const limit = TIME_LIMIT.exec(last ?? '')?.[1];
    return limit === undefined ? [] : [Number(limit.replaceAll('_', ''))];
  });
}

/** Also the last line of a table of cases. */
const TEST_HEAD = /^( *)(?:(?:it|test|(?:before|after)(?:Each|All))(?:\.each\(.*\))?\(|\]\)\()(?:.*[({])?$/;
const TIME_LIMIT = /^ *(?:\}, )?([\d_]+)(?:\);|,)$/;

/** Name and length of each function of a file that Biome has formatted: its head to the bracket at the same indent. */
export function functionLengths(
  lines: readonly string[],
): { readonly name: string; readonly length: number }[] {
  return lines.flatMap((head, start) => {
    const name = FUNCTION_HEADS.map((it) => it.exec(head)).find((it) => it !== null)?.[1];
    if (name === undefined || NO_FUNCTION.has(name)) return [];
    const indent = /^ */.exec(head)?.[0] ?? '';
    const after = lines.slice(start + 1);
    const isOpen = head.split('(').length > head.split(')').length;
    const from = isOpen ? after.findIndex((it) => /^[)}]/.test(it.slice(indent.length))) : -1;
    if (!(from < 0 ? head : after[from])?.endsWith('{')) return []; // a type's method, or an expression
    const end = after.findIndex((it, index) => index > from && it.startsWith(`${indent}}`));
    return [{ name, length: end + 2 }];
  });
}

const FUNCTION_HEADS = [
  /^\s*(?:export )?(?:async )?function\*? (\w+)/,
  /^\s*(?:export )?const (\w+) = (?:async )?(?:\(.*=>|\($|\w+ =>)/,
  /^\s+(?:(?:private|public|protected|static|async|override|get|set) )*\*?#?(\w+)(?:<.*>)?\((?:.*\{)?$/,
];
const NO_FUNCTION = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'describe',
  'it',
  'test',
  'expect',
]);
