import { isObject } from '../domain/json.js';
import { DEFAULT_LIMITS, LIMIT_NAMES, type Limits } from '../server/limits/limits.js';
import type { QuotaSettings } from '../server/limits/quotas.js';
import { meant } from './setting-names.js';
import type { SettingRow, SettingsReader } from './settings-reader.js';

/** What one operation may be, and how much one subject may use. */
export interface LimitSettings {
  readonly limits: Limits;
  readonly quotas: QuotaSettings;
}

export const LIMIT_SETTINGS: readonly SettingRow[] = [
  {
    name: 'LIMITS',
    fallback: '{}',
    meaning: 'JSON object that changes some of the limits on one operation (see Limits): `{"depth": 12}`',
  },
  {
    name: 'REQUESTS_PER_MINUTE',
    fallback: 'none while `AUTH` is `none`, else 3000',
    meaning: 'operations that one subject may send, on all transports together, to each instance',
  },
  {
    name: 'SUBSCRIPTIONS_PER_SUBJECT',
    fallback: 'none while `AUTH` is `none`, else 1000',
    meaning: 'subscriptions, and as many WebSockets, that one subject may have open, on each instance',
  },
];

/** @param isOpen - there is one caller, at the machine itself: nothing is counted unless it is set */
export function parseLimits(settings: SettingsReader, isOpen: boolean): LimitSettings {
  return {
    limits: parseOperationLimits(settings),
    quotas: {
      requestsPerMinute: settings.count('REQUESTS_PER_MINUTE', isOpen ? null : 3_000),
      subscriptions: settings.count('SUBSCRIPTIONS_PER_SUBJECT', isOpen ? null : 1_000),
    },
  };
}

function parseOperationLimits(settings: SettingsReader): Limits {
  const limits = settings.json('LIMITS', {});
  const isGood = (given: object) =>
    Object.entries(given).every(
      ([name, value]) => Object.hasOwn(DEFAULT_LIMITS, name) && Number.isInteger(value) && value > 0,
    );
  if (isObject(limits) && isGood(limits)) return { ...DEFAULT_LIMITS, ...limits };
  const unknown = Object.keys(limits ?? {}).find((name) => !Object.hasOwn(DEFAULT_LIMITS, name));
  const named = unknown === undefined ? '' : `, not ${JSON.stringify(unknown)}${meant(unknown, LIMIT_NAMES)}`;
  settings.report(
    `LIMITS must be a JSON object of ${LIMIT_NAMES.join(', ')} and whole numbers from 1${named}.`,
  );
  return DEFAULT_LIMITS;
}
