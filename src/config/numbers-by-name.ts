import { isObject } from '../domain/json.js';
import { meant } from './setting-names.js';
import type { SettingsReader } from './settings-reader.js';

interface Expected {
  readonly names: readonly string[];
  readonly isGood: (value: unknown) => boolean;
  /** What the setting must be, for its mistake. */
  readonly words: string;
}

/** A JSON object of these names and numbers; empty where it is another, which is reported with what is wrong in it. */
export function readNumbers(
  settings: SettingsReader,
  name: string,
  { names, isGood, words }: Expected,
): Record<string, number> {
  const given = settings.json(name, {});
  const shown = isObject(given) ? wrongIn(given, names, isGood) : settings.quoted(name);
  if (shown === null) return given as Record<string, number>;
  settings.report(`${name} must be ${words}, not ${shown}.`);
  return {};
}

/** The first member that is wrong, as a message shows it; null: none is. */
function wrongIn(
  given: Readonly<Record<string, unknown>>,
  names: readonly string[],
  isGood: Expected['isGood'],
): string | null {
  const unknown = Object.keys(given).find((it) => !names.includes(it));
  if (unknown !== undefined) return `${JSON.stringify(unknown)}${meant(unknown, names)}`;
  const wrong = Object.entries(given).find(([, value]) => !isGood(value));
  return wrong ? `${JSON.stringify(wrong[1])} for ${wrong[0]}` : null;
}
