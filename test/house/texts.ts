import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** Paths of all Markdown files of the repository, relative to its root. */
export const TEXTS = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n');

/** @param path - relative to the repository's root */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The lines between `<!-- name:begin -->` and `<!-- name:end -->`. Throws if the text has no such part. */
export function partOf(path: string, name: string): string {
  const part = readText(path).split(`<!-- ${name}:begin -->\n`)[1]?.split(`<!-- ${name}:end -->`)[0];
  if (part === undefined) throw new Error(`${path} has no part ${name}.`);
  return part;
}

/** The cells of each row of the table whose first heading is `heading`. Throws if the text has no such table. */
export function rowsOf(path: string, heading: string): string[][] {
  const lines = readText(path).split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) throw new Error(`${path} has no table of ${heading}.`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines
    .slice(start + 2, length < 0 ? undefined : start + length)
    .map((line) => line.slice(2, -2).split(' | '));
}
