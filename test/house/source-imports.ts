import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const SRC = join(__dirname, '../../src');

/** One import, export-from, dynamic import or require of a file in src. */
export interface SourceImport {
  /** Below src, for example `graphql/node.type.ts`. */
  readonly file: string;
  readonly line: number;
  /** Below src and without an ending where it is one of ours: `domain/arn`; else as it is written. */
  readonly target: string;
  readonly isOurs: boolean;
}

const SPECIFIER = /\b(?:from|import|import\s*\(|require\s*\()\s*(['"])([^'"\n]+)\1/g;

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((it) => /\.(ts|tsx|mjs)$/.test(it));
}

export function sourceImports(): SourceImport[] {
  return sourceFiles().flatMap((file) => importsOf(file, readFileSync(join(SRC, file), 'utf8')));
}

/** The imports in the text of a file of src. */
export function importsOf(file: string, text: string): SourceImport[] {
  return [...text.matchAll(SPECIFIER)].map(({ index, 2: name = '' }) => {
    const isOurs = name.startsWith('.');
    const target = isOurs ? posix.join(posix.dirname(file), name).replace(/\.\w+$/, '') : name;
    return { file, line: text.slice(0, index).split('\n').length, target, isOurs };
  });
}
