import type { StopRules } from '../domain/automation/stop-rules.js';
import { DURATION_FORM, parseDuration } from '../domain/duration.js';
import type { Env, ReportMistake } from './environment.js';

/** Rows of the settings table in src/config/README.md. */
export const STOP_SETTINGS = [
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

export function parseStopRules(env: Env, report: ReportMistake): StopRules {
  const defaultStopAfterMs = readDuration(env, report, 'DEFAULT_STOP_AFTER');
  const maxStopAfterMs = readDuration(env, report, 'MAX_STOP_AFTER');
  if (defaultStopAfterMs !== null && maxStopAfterMs !== null && defaultStopAfterMs > maxStopAfterMs)
    report('DEFAULT_STOP_AFTER must not be longer than MAX_STOP_AFTER.');
  return { defaultStopAfterMs, maxStopAfterMs };
}

function readDuration(env: Env, report: ReportMistake, name: string): number | null {
  const text = env[name];
  if (!text) return null;
  const ms = parseDuration(text);
  if (ms === null) report(`${name} must be ${DURATION_FORM}, not "${text}".`);
  return ms;
}
