import type { Env, ReportMistake } from './environment.js';

/** Old name → present name. An old name works, with a warning, until the release after the one that renamed it. */
const RENAMED = new Map([
  ['STALE_MAX_AGE_MS', 'STALE_IF_ERROR_MS'],
  ['PREPARED_ANSWERS_MB', 'RESPONSE_CACHE_MB'],
]);

interface PresentSettings {
  readonly env: Env;
  /** One sentence for each old name in use. */
  readonly warnings: readonly string[];
}

/** Settings under their present names. Reports a mistake for a setting that has a value under both names. */
export function withPresentNames(env: Env, report: ReportMistake): PresentSettings {
  const used = [...RENAMED].filter(([old]) => Object.hasOwn(env, old) && env[old] !== '');
  if (used.length === 0) return { env, warnings: [] };
  const present: Record<string, string | undefined> = { ...env };
  for (const [old, name] of used) {
    if (env[name])
      report(`${old} is the old name of ${name}: remove it, or both could mean different things.`);
    else present[name] = env[old];
  }
  return {
    env: present,
    warnings: used.map(([old, name]) => `${old} is now ${name}; the old name goes with the next release.`),
  };
}
