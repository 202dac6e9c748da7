const UNITS_MS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];
const FORM =
  /^P(?=.)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,10})M)?(?:(\d{1,12})S)?)?$/;
const MAX_MS = 400 * 86_400_000;

export const DURATION_FORM =
  'an ISO 8601 duration of weeks to seconds, for example PT2H30M or P1D, more than 0 and at most 400 days';

/** In milliseconds; a day has 24 hours. Returns null unless the text is of the form {@link DURATION_FORM}. */
export function parseDuration(text: string): number | null {
  const parts = FORM.exec(text)?.slice(1);
  if (!parts) return null;
  const ms = parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (UNITS_MS[index] ?? 0), 0);
  return ms > 0 && ms <= MAX_MS ? ms : null;
}

/** The shortest text for whole seconds, with days and below: `P1DT2H`. Parts of a second are cut. */
export function printDuration(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const days = Math.floor(seconds / 86_400);
  const time = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part, index) => (part > 0 ? `${part}${'HMS'[index]}` : ''))
    .join('');
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}
