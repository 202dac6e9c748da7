import { DEFAULT_LIMITS, LIMIT_NAMES, type Limits } from '../server/limits/limits.js';
import type { QuotaSettings } from '../server/limits/quotas.js';
import { readNumbers } from './numbers-by-name.js';
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
  const given = readNumbers(settings, 'LIMITS', {
    names: LIMIT_NAMES,
    isGood: (value) => Number.isInteger(value) && (value as number) > 0,
    words: `a JSON object of ${LIMIT_NAMES.join(', ')} and whole numbers from 1`,
  });
  return { ...DEFAULT_LIMITS, ...given };
}
