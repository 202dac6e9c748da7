import { readFileSync } from 'node:fs';
import type { Reads, Row } from './reads.js';
import { BARE } from './starts.js';
import { median, spreadOf, toSpreadText } from './statistics.js';

/** Contestants in lines, scenarios in columns; the gateway's memory; the peers' versions. */
export function toReadsText({ rows, memoryMib }: Reads): string {
  const memory = `The gateway's memory over 100,000 documents never seen before, the least in each quarter: ${memoryMib.join(', ')} MiB.`;
  return [toTable(rows), memory, `Against ${toPeers()}.`].join('\n\n');
}

function toTable(rows: readonly Row[]): string {
  const scenarios = [...new Set(rows.map((it) => it.scenario))];
  const contestants = [...new Set(rows.map((it) => it.contestant))];
  const cpuUsOf = (contestant: string, scenario: string) =>
    rows.find((it) => it.contestant === contestant && it.scenario === scenario)?.cpuUs;
  const cell = (contestant: string, scenario: string) => {
    const [ours, limits] = [contestant, BARE].map((it) => cpuUsOf(it, scenario));
    if (!ours || !limits) return '';
    const ratios = ours.map((us, round) => (limits[round] ?? Number.NaN) / us);
    return `${toSpreadText(spreadOf(ratios))}, ${Math.round(median(ours))} µs`;
  };
  return [
    `| server | ${scenarios.join(' | ')} |`,
    `|${'---|'.repeat(scenarios.length + 1)}`,
    ...contestants.map((it) => `| ${[it, ...scenarios.map((scenario) => cell(it, scenario))].join(' | ')} |`),
  ].join('\n');
}

function toPeers(): string {
  const { dependencies } = JSON.parse(readFileSync('test/bench/peers/package.json', 'utf8'));
  return ['@apollo/server', 'type-graphql', 'mercurius', 'graphql-yoga', '@graphql-hive/gateway']
    .map((name) => `${name} ${dependencies[name]}`)
    .join(', ');
}
