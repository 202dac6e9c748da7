import type { BoardScheduleFragment } from '../generated.js';
import { mistaken, nameMistake, type Refusal } from './refusal.js';
import { unitsMistake } from './units.js';

export type Schedule = BoardScheduleFragment;

/** A schedule as typed. */
export interface ScheduleForm {
  readonly name: string;
  /** One a line. */
  readonly windows: string;
  readonly timeZone: string;
  readonly units: string;
  readonly isEnabled: boolean;
}

/** The members of the mutation's input that the form has a field for. */
export const SCHEDULE_FIELDS = ['name', 'windows', 'timeZone', 'minInferenceUnits'];

const OFFICE_HOURS = 'MON-FRI 08:30-18:00';

/** @param taken - the names of the project's schedules: a new one has another */
export function toForm(schedule: Schedule | null, taken: readonly string[]): ScheduleForm {
  return {
    name: schedule?.name ?? freeName('office-hours', taken),
    windows: (schedule?.windows ?? [OFFICE_HOURS]).join('\n'),
    timeZone: schedule?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    units: String(schedule?.minInferenceUnits ?? 1),
    isEnabled: schedule?.isEnabled ?? true,
  };
}

/** `name`, or else `name-2` and so on. */
function freeName(name: string, taken: readonly string[], number = 1): string {
  const next = number === 1 ? name : `${name}-${number}`;
  return taken.includes(next) ? freeName(name, taken, number + 1) : next;
}

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function scheduleMistake({ name, windows, units }: ScheduleForm): Refusal | null {
  const noWindow =
    windows.trim() === '' ? mistaken('windows', '', `a window a line, for example ${OFFICE_HOURS}`) : null;
  return nameMistake(name) ?? noWindow ?? unitsMistake({ min: units, max: '' });
}

/**
 * As the mutation takes it. What the form does not show stays as it was, and an edit of somebody else in between is refused.
 * @param existing - null: it must be new
 */
export function toScheduleInput(
  form: ScheduleForm,
  place: { readonly projectArn: string; readonly arn: string },
  existing: Schedule | null,
) {
  const units = Number(form.units);
  const most = existing?.maxInferenceUnits;
  return {
    projectArn: place.projectArn,
    name: form.name,
    ...(existing?.aliasName ? { aliasName: existing.aliasName } : { modelVersionArn: place.arn }),
    windows: linesOf(form.windows),
    timeZone: form.timeZone.trim(),
    minInferenceUnits: units,
    maxInferenceUnits: most ? Math.max(most, units) : null,
    startCatchupWindow: existing?.startCatchupWindow ?? null,
    isEnabled: form.isEnabled,
    revision: existing?.revision ?? null,
    mustBeNew: existing === null,
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((it) => it.trim().replace(/\s+/g, ' ') || []);
}
