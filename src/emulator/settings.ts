import { QUOTAS, type QuotaName, type Quotas } from './quotas.js';
import type { EmulatorOptions } from './server.js';

/** Environment variables that cannot be used; each problem is one sentence. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** A setting's text to its value; undefined if it cannot be one. */
type Parse<T> = (text: string) => T | undefined;
/** What was probably meant by a text that cannot be used. */
type Hint = (text: string) => string;

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the EMULATOR_* settings. Throws SettingsError with all mistakes at once. An empty variable counts as unset. */
export function parseSettings(env: Env): EmulatorOptions {
  const reader = new SettingsReader(env);
  const settings = {
    host: reader.read('EMULATOR_HOST', '127.0.0.1', 'a host name or address', hostFrom),
    port: reader.read('EMULATOR_PORT', 4001, 'a whole number, 0 to 65535', portFrom),
    data: reader.read('EMULATOR_DATA', 'demo', '"demo", "empty" or the path of a file', dataFrom, dataHint),
    transitions: reader.read('EMULATOR_TRANSITIONS', 'timed', '"timed" or "immediate"', transitionsFrom),
    speed: reader.read('EMULATOR_SPEED', 1, 'a number above 0', speedFrom),
    tps: reader.read<number | undefined>('EMULATOR_TPS', undefined, 'a number, 0 for no limit', decimal),
    quotas: reader.read('EMULATOR_QUOTAS', {}, QUOTAS_TEXT, quotasFrom),
    allowRemoteControl:
      reader.read('EMULATOR_CONTROL', 'loopback', '"loopback" or "any"', controlFrom) === 'any',
    origins: reader.read('EMULATOR_ORIGINS', [], ORIGINS, originsFrom),
  };
  if (reader.problems.length > 0) throw new SettingsError(reader.problems);
  return settings;
}

class SettingsReader {
  readonly problems: string[] = [];

  constructor(private readonly env: Env) {}

  read<T>(name: string, fallback: T, expectation: string, parse: Parse<T>, hintFor?: Hint): T {
    const text = this.env[name];
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    // What has an @ may be an address with a password.
    const given = text.includes('@') ? '' : `, not "${text}"${hintFor?.(text) ?? ''}`;
    if (value === undefined) this.problems.push(`${name} must be ${expectation}${given}.`);
    return value ?? fallback;
  }
}

function hostFrom(text: string): string | undefined {
  return matching(/^[\w.:%-]+$/, text);
}

function portFrom(text: string): number | undefined {
  const port = matching(/^\d{1,5}$/, text);
  return port !== undefined && Number(port) <= 65_535 ? Number(port) : undefined;
}

function transitionsFrom(text: string): 'timed' | 'immediate' | undefined {
  return text === 'timed' || text === 'immediate' ? text : undefined;
}

function speedFrom(text: string): number | undefined {
  const speed = decimal(text);
  return speed !== undefined && speed > 0 ? speed : undefined;
}

const DATA_SETS = ['demo', 'empty'];

/** A word that is nearly the name of a data set is a mistake: a file of that name can be written as a path, `./demmo`. */
function dataFrom(text: string): string | undefined {
  return DATA_SETS.includes(text) || nearOf(text, DATA_SETS) === undefined ? text : undefined;
}

function dataHint(text: string): string {
  return ` (did you mean ${nearOf(text, DATA_SETS)}? A file of that name is ./${text})`;
}

/** The one of `names` that a letter more or less, another one, or two that changed places make. */
function nearOf(text: string, names: readonly string[]): string | undefined {
  const given = withOneLess(text.toLowerCase());
  return names.find((name) => withOneLess(name.toLowerCase()).some((it) => given.includes(it)));
}

/** The text, and the text without each of its letters. */
function withOneLess(text: string): string[] {
  return [text, ...Array.from(text, (_, index) => text.slice(0, index) + text.slice(index + 1))];
}

const QUOTAS_TEXT = `a JSON object of ${Object.keys(QUOTAS).join(', ')} to whole numbers, for example {"runningModels": 20}`;

function quotasFrom(text: string): Partial<Quotas> | undefined {
  try {
    const given: unknown = JSON.parse(text);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
    const isQuota = ([name, value]: [string, unknown]) =>
      Object.hasOwn(QUOTAS, name) && Number.isInteger(value) && (value as number) >= 0;
    return Object.entries(given).every(isQuota) ? (given as Partial<Record<QuotaName, number>>) : undefined;
  } catch {
    return undefined;
  }
}

const ORIGINS = '"*", or origins like http://localhost:3000 with commas between';

function originsFrom(text: string): readonly string[] | undefined {
  const origins = text.split(',').map((it) => it.trim());
  const isGood = (it: string) => it === '*' || (URL.canParse(it) && new URL(it).origin === it);
  return origins.every(isGood) ? origins : undefined;
}

function controlFrom(text: string): 'loopback' | 'any' | undefined {
  return text === 'loopback' || text === 'any' ? text : undefined;
}

function decimal(text: string): number | undefined {
  const number = matching(/^\d{1,12}(\.\d{1,6})?$/, text);
  return number === undefined ? undefined : Number(number);
}

function matching(pattern: RegExp, text: string): string | undefined {
  return pattern.test(text) ? text : undefined;
}
