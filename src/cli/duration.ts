import { UsageError } from './command.js';

const SHORT = /^(?=\d)(\d{1,6}w)?(\d{1,6}d)?(\d{1,8}h)?(\d{1,10}m)?(\d{1,12}s)?$/i;

/**
 * `2h30m`, `1d` or `90m` as an ISO 8601 duration, which may be given too.
 * @throws UsageError for another form; whether it is too long the gateway says
 */
export function durationOf(option: string, text: string): string {
  if (/^P[\dTWDHMS]+$/.test(text)) return text;
  const [weeks = '', days = '', ...time] = SHORT.exec(text)?.slice(1) ?? [];
  const dated = weeks + days;
  const timed = time.join('');
  if (dated === '' && timed === '')
    throw new UsageError(`--${option} is "${text}". Expected a duration like 2h, 90m or 1d12h.`);
  return `P${dated}${timed && `T${timed}`}`.toUpperCase();
}

/** An ISO 8601 duration as `--for` takes it: `PT2H30M` is `2h30m`. */
export function shortDuration(iso: string): string {
  return iso.replace(/[PT]/g, '').toLowerCase();
}
