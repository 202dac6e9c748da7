import type { Env, SettingRow } from './settings-reader.js';

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

/** Settings under their present names. @param report - gets a mistake for each setting that has a value under both names. */
export function withPresentNames(env: Env, report: (mistake: string) => void): PresentSettings {
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

/** Of variables that are no setting but nearly one: one sentence each, without the value. */
export function nearMisses(env: Env, table: readonly SettingRow[]): string[] {
  const names = table.map((it) => it.name);
  return Object.keys(env).flatMap((name) => {
    const hint = names.includes(name) || !env[name] ? '' : meant(name, names);
    return hint === '' ? [] : [`${name} is no setting${hint}.`];
  });
}

/** ` (did you mean X?)` for a name that is nearly one of `names`; else nothing. */
export function meant(name: string, names: readonly string[]): string {
  const near = names.find((it) => isNear(name, it));
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** Whether one letter more, one less, another one, or two that changed places make the other name. */
function isNear(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [ofA, ofB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (ofA.length <= 1 && ofB.length <= 1) return true;
  return ofA.length === 2 && ofB.length === 2 && ofA[0] === ofB[1] && ofA[1] === ofB[0];
}
