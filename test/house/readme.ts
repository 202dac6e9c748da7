import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const README = readFileSync(join(__dirname, '../../README.md'), 'utf8');

/** What stands between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function readmePart(name: string): string {
  const part = README.split(`<!-- ${name}:begin -->\n`)[1]?.split(`<!-- ${name}:end -->`)[0];
  if (part === undefined) throw new Error(`README has no part ${name}.`);
  return part;
}

/** The cells of each row of the table whose first heading is `heading`. */
export function readmeRows(heading: string): string[][] {
  const lines = README.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) throw new Error(`README has no table of ${heading}.`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) => line.slice(2, -2).split(' | '));
}
