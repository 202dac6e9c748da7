import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { readMetrics, sumOf } from '../../support/metrics.js';
import { createTrainedModels, start } from '../../support/models.js';
import { until } from '../../support/until.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ POLL_INTERVAL_MS: '100' });
});

afterAll(() => gateway.close());

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(
  readFileSync(join(__dirname, '../../../src/telemetry/grafana.json'), 'utf8'),
) as {
  readonly panels: readonly Panel[];
};
const panels = dashboard.panels.flatMap((it) => [it, ...(it.panels ?? [])]).filter((it) => it.type !== 'row');

const namesIn = (text: string) => text.match(/\b(gateway|process|nodejs)_[a-z\d_]+/g) ?? [];

async function exposed(): Promise<Set<string>> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
    ),
  );
}

it('GET /metrics is Prometheus text', async () => {
  const response = await fetch(`${gateway.url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const families = [...(await response.text()).matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  expect(new Set(families).size).toBe(families.length);
});

it('every metric that the dashboard shows is there', async () => {
  expect(panels.length).toBeGreaterThan(10);
  const there = await exposed();
  for (const { title, targets = [] } of panels) {
    expect([title, targets.length > 0]).toEqual([title, true]);
    for (const { expr } of targets) {
      expect([expr, namesIn(expr).length > 0]).toEqual([expr, true]);
      expect([expr, namesIn(expr).filter((name) => !there.has(name))]).toEqual([expr, []]);
    }
  }
});

it('every metric that an alert reads is there', async () => {
  const rules = readFileSync(join(__dirname, '../../../src/telemetry/alerts.yml'), 'utf8');
  const read = [...rules.matchAll(/^\s+expr: (.+)$/gm)].flatMap(([, expr = '']) => namesIn(expr));
  expect(read).toContain('gateway_budget_used_ratio');
  const there = await exposed();
  expect(read.filter((name) => !there.has(name))).toEqual([]);
});

it('the dashboard shows every metric of the gateway', async () => {
  const shown = new Set(panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => namesIn(expr))));
  const family = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
  const families = new Set([...shown].map(family));
  const own = [...(await exposed())].filter((it) => it.startsWith('gateway_')).map(family);
  expect([...new Set(own)].filter((it) => !families.has(it))).toEqual([]);
});

it('a model that runs is counted while it runs', async () => {
  const { arns } = await createTrainedModels(gateway, ['v1']);
  const running = async () =>
    sumOf(await readMetrics(gateway.url), 'gateway_model_versions', { status: 'RUNNING' });
  const before = await running();
  await start(gateway, arns[0] ?? '');
  await until(async () => (await running()) === before + 1);
});

it('have what is known, how old it is, what is left and where this instance polls', async () => {
  const samples = await readMetrics(gateway.url);
  const labels = { account_id: '123456789012', region: 'us-east-1' };
  expect(sumOf(samples, 'gateway_projects', labels)).toBeGreaterThan(0);
  expect(sumOf(samples, 'gateway_catalog_age_seconds', labels)).toBeGreaterThan(0);
  expect(sumOf(samples, 'gateway_lease_holder', labels)).toBe(1);
  const describe = { ...labels, operation: 'DescribeProjectVersions' };
  expect(sumOf(samples, 'gateway_upstream_budget_limit', describe)).toBe(5);
  expect(sumOf(samples, 'gateway_upstream_names_per_call_count')).toBeGreaterThan(0);
});

it('clients cannot make series without end', async () => {
  const names = Array.from({ length: 150 }, (_, i) => `Made${i}`);
  for (const name of names) await gateway.query(`query ${name} { eventCursor }`);
  const samples = await readMetrics(gateway.url);
  const series = [...samples.keys()].filter((it) => /^gateway_operations_total\{.*name="Made/.test(it));
  expect(series.length).toBeGreaterThan(0);
  expect(series.length).toBeLessThanOrEqual(100);
  expect(sumOf(samples, 'gateway_operations_total', { name: 'other' })).toBeGreaterThan(0);
});

it('no series names an ARN', async () => {
  const samples = await readMetrics(gateway.url);
  expect([...samples.keys()].filter((it) => it.includes('arn:'))).toEqual([]);
});
