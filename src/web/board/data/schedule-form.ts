import type { BoardScheduleFragment } from '../generated.js';
import type { Refusal } from './refusal.js';

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

export function toForm(schedule: Schedule | null): ScheduleForm {
  return {
    name: schedule?.name ?? 'office-hours',
    windows: (schedule?.windows ?? ['MON-FRI 08:30-18:00']).join('\n'),
    timeZone: schedule?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    units: String(schedule?.minInferenceUnits ?? 1),
    isEnabled: schedule?.isEnabled ?? true,
  };
}

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function scheduleMistake({ name, windows, units }: ScheduleForm): Refusal | null {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    return { field: 'name', message: 'Small letters, digits and “-” are needed, a letter first.' };
  if (windows.trim() === '') return { field: 'windows', message: 'For example MON-FRI 08:30-18:00' };
  if (!/^[1-9]\d{0,5}$/.test(units))
    return { field: 'minInferenceUnits', message: 'A whole number from 1 is needed.' };
  return null;
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
