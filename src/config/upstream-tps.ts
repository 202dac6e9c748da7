import { AWS_OPERATIONS } from '../domain/aws-operations.js';
import { isObject } from '../domain/json.js';
import { meant } from './setting-names.js';
import type { SettingsReader } from './settings-reader.js';

/** Operation → calls a second. */
export function parseTps(settings: SettingsReader): Record<string, number> {
  const rates = settings.json('UPSTREAM_TPS', {});
  const isKnown = (name: string) => AWS_OPERATIONS.some((it) => it === name);
  if (isObject(rates) && Object.entries(rates).every(([name, rate]) => isKnown(name) && isRate(rate)))
    return rates as Record<string, number>;
  const unknown = Object.keys(rates ?? {}).find((name) => !isKnown(name));
  const named =
    unknown === undefined ? '' : `, not ${JSON.stringify(unknown)}${meant(unknown, AWS_OPERATIONS)}`;
  settings.report(
    `UPSTREAM_TPS must be a JSON object of AWS's operations (${AWS_OPERATIONS.join(', ')}) and calls a second, for example {"DescribeProjects": 10}${named}.`,
  );
  return {};
}

function isRate(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 10_000;
}
