import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Row } from './reads.js';

/** Replaces what stands between `<!-- <name>:begin -->` and `<!-- <name>:end -->` in README. */
export function writeSection(name: string, text: string): void {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const readme = readFileSync('README.md', 'utf8');
  const [before = '', rest = ''] = readme.split(begin);
  const after = rest.split(end)[1];
  if (after === undefined) throw new Error(`README.md has no ${begin} … ${end}`);
  writeFileSync('README.md', `${before}${begin}\n${text}\n${end}${after}`);
}

/** Contestants in lines, scenarios in columns. */
export function toTable(rows: readonly Row[]): string {
  const scenarios = [...new Set(rows.map((it) => it.scenario))];
  const contestants = [...new Set(rows.map((it) => it.contestant))];
  const cell = (contestant: string, scenario: string) => {
    const row = rows.find((it) => it.contestant === contestant && it.scenario === scenario);
    if (!row) return '';
    const { ratio, leastRatio, mostRatio, cpuUs } = row;
    const spread = `${leastRatio.toFixed(2)}-${mostRatio.toFixed(2)}`;
    return `**${ratio.toFixed(2)}** (${spread}), ${Math.round(cpuUs)} µs`;
  };
  const lines = contestants.map((contestant) =>
    ['', NAMES[contestant] ?? contestant, ...scenarios.map((it) => cell(contestant, it)), '']
      .join(' | ')
      .trim(),
  );
  return [
    ['', 'server', ...scenarios, ''].join(' | ').trim(),
    `|${'---|'.repeat(scenarios.length + 1)}`,
    ...lines,
  ].join('\n');
}

const NAMES: Readonly<Record<string, string>> = {
  'mercurius-jit': 'Mercurius + JIT',
  'mercurius-type-graphql-jit': 'Mercurius + type-graphql + JIT',
  'apollo-type-graphql': 'Apollo + type-graphql on Express',
  yoga: 'GraphQL Yoga',
  hive: 'Hive Gateway, over Mercurius + JIT',
};

/** When, where and with what it was measured. */
export function toOrigin(): string {
  const { version: node } = process;
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const peers = JSON.parse(readFileSync('test/bench/peers/package.json', 'utf8')).dependencies;
  const versions = ['@apollo/server', 'type-graphql', 'mercurius', 'graphql-yoga', '@graphql-hive/gateway']
    .map((name) => `${name} ${peers[name]}`)
    .join(', ');
  return `${new Date().toISOString().slice(0, 10)}, ${commit}, Node ${node}, ${cpus().length} × ${cpu?.model}, ${memory}; ${versions}.`;
}
