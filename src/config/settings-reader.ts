import { DURATION_FORM, parseDuration } from '../domain/duration.js';

/** Environment variables; an empty one counts as unset. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A row of the settings table in src/config/README.md. */
export interface SettingRow {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

interface Range {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

/** How many characters of a setting a message shows. */
const MOST_QUOTED = 80;

/**
 * The settings as they are given. Every parser reads them here, and reports here what cannot be used: one sentence for
 * each mistake, without secrets. What cannot be used reads as its fallback.
 */
export class SettingsReader {
  readonly mistakes: string[] = [];

  /** @param readFile - the text of the file at a path */
  constructor(
    private readonly env: Env,
    readonly readFile: (path: string) => string,
  ) {}

  readonly report = (mistake: string): undefined => {
    this.mistakes.push(mistake);
    return undefined;
  };

  /** Undefined: unset. */
  text(name: string): string | undefined {
    return this.env[name] || undefined;
  }

  /** As it is given, for a message; of a long one the beginning. Never of what may hold a secret. */
  quoted(name: string): string {
    const text = this.text(name) ?? '';
    return text.length > MOST_QUOTED ? `"${text.slice(0, MOST_QUOTED)}…"` : `"${text}"`;
  }

  /** What has commas between. */
  list(name: string, fallback = ''): string[] {
    const parts = (this.text(name) ?? fallback).split(',').map((it) => it.trim());
    return parts.filter((it) => it !== '');
  }

  /** Undefined: it is no JSON, and the caller says what was expected. */
  json(name: string, fallback: object): unknown {
    const text = this.text(name);
    if (text === undefined) return fallback;
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /** A whole number from `min` to `max`. */
  number(name: string, { fallback, min, max }: Range): number {
    const text = this.text(name) ?? String(fallback);
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.report(`${name} must be a whole number from ${min} to ${max}, not ${this.quoted(name)}.`);
    return fallback;
  }

  /** How many at most; a fallback of null: as many as there are. */
  count(name: string, fallback: number | null): number | null {
    const text = this.text(name);
    if (text === undefined) return fallback;
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    this.report(`${name} must be a whole number from 1, not ${this.quoted(name)}.`);
    return fallback;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const text = this.text(name) ?? fallback;
    const value = values.find((it) => it === text);
    if (!value) this.report(`${name} must be ${values.join(' or ')}, not ${this.quoted(name)}.`);
    return value ?? fallback;
  }

  /** `on` unless it says `off`. */
  isOn(name: string): boolean {
    return this.oneOf(name, ['on', 'off'], 'on') === 'on';
  }

  /** In milliseconds; null: unset. */
  durationMs(name: string): number | null {
    const text = this.text(name);
    if (text === undefined) return null;
    const ms = parseDuration(text);
    if (ms === null) this.report(`${name} must be ${DURATION_FORM}, not ${this.quoted(name)}.`);
    return ms;
  }
}
