import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const TEXT = 'test/bench/README.md';

/** Replaces what stands between `<!-- <name>:begin -->` and `<!-- <name>:end -->` in test/bench/README.md. */
export function writeSection(name: string, text: string): void {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const readme = readFileSync(TEXT, 'utf8');
  const [before = '', rest = ''] = readme.split(begin);
  const after = rest.split(end)[1];
  if (after === undefined) throw new Error(`${TEXT} has no ${begin} … ${end}`);
  writeFileSync(TEXT, `${before}${begin}\n${text}\n${end}${after}`);
}

/** When, with which commit and on what it was measured. */
export function toOrigin(): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${commit}, Node ${process.version}, ${cpus().length} × ${cpu?.model}, ${memory}.`;
}
