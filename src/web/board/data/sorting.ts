import { type BoardModel, groupOf, type StatusGroup } from './model.js';

export type SortKey = 'name' | 'status' | 'units' | 'f1' | 'training' | 'created';
export type Direction = 'asc' | 'desc';

const GROUP_ORDER: readonly StatusGroup[] = ['running', 'moving', 'failed', 'resting'];

type Value = number | string | null;

/** Without a value a model comes last, whichever way the list runs. */
const VALUES: Readonly<Record<SortKey, (model: BoardModel) => Value>> = {
  name: ({ name }) => name,
  status: ({ status }) => GROUP_ORDER.indexOf(groupOf(status)),
  units: ({ minInferenceUnits }) => minInferenceUnits ?? null,
  f1: ({ evaluationResult }) => evaluationResult?.f1Score ?? null,
  training: ({ billableTrainingTimeInSeconds }) => billableTrainingTimeInSeconds ?? null,
  created: ({ creationTimestamp }) => creationTimestamp,
};

/** The direction that a press on a column begins with. */
export function firstDirection(key: SortKey): Direction {
  return key === 'name' || key === 'status' ? 'asc' : 'desc';
}

/** `f1-desc`, as addresses have it; the newest first for everything unknown. */
export function parseSort(text: string): { key: SortKey; direction: Direction } {
  const [, key, direction] = /^(\w+)-(asc|desc)$/.exec(text) ?? [];
  if (key === undefined || !Object.hasOwn(VALUES, key)) return { key: 'created', direction: 'desc' };
  return { key: key as SortKey, direction: direction as Direction };
}

export function sorted(models: readonly BoardModel[], key: SortKey, direction: Direction): BoardModel[] {
  const sign = direction === 'asc' ? 1 : -1;
  const read = VALUES[key];
  return [...models].sort((a, b) => compare(read(a), read(b), sign) || compare(a.name, b.name, 1));
}

function compare(a: Value, b: Value, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}

/** `v10` comes after `v9`. */
const collator = new Intl.Collator('en', { numeric: true });

/** Models and projects whose name has every word of the search in it, whatever the case. */
export function matches(text: string, search: string): boolean {
  const lower = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
