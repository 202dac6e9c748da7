import type { StopRules } from '../domain/automation/stop-rules.js';
import type { SettingRow, SettingsReader } from './settings-reader.js';

export const STOP_SETTINGS: readonly SettingRow[] = [
  {
    name: 'DEFAULT_STOP_AFTER',
    fallback: 'none',
    meaning: 'how long a model runs that is started without `stopAfter`: an ISO 8601 duration such as `PT8H`',
  },
  {
    name: 'MAX_STOP_AFTER',
    fallback: 'none',
    meaning:
      'the longest time for which a model may run: a longer `stopAfter` is shortened with a warning, a start without one gets this unless `DEFAULT_STOP_AFTER` is set, and no planned stop can be taken away',
  },
];

export function parseStopRules(settings: SettingsReader): StopRules {
  const defaultStopAfterMs = settings.durationMs('DEFAULT_STOP_AFTER');
  const maxStopAfterMs = settings.durationMs('MAX_STOP_AFTER');
  if (defaultStopAfterMs !== null && maxStopAfterMs !== null && defaultStopAfterMs > maxStopAfterMs)
    settings.report('DEFAULT_STOP_AFTER must not be longer than MAX_STOP_AFTER.');
  return { defaultStopAfterMs, maxStopAfterMs };
}
