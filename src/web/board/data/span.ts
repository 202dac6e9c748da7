/** Milliseconds of each unit, and what a duration of ISO 8601 calls it. */
const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
type Unit = keyof typeof UNITS;

const PART = /(\d{1,4})\s*(d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?)\s*/giy;

/** `2h 30m`, `90 min`, `1 day`: as a duration, and in milliseconds; null for anything else, and for nothing at all. */
export function parseSpan(text: string): { readonly iso: string; readonly ms: number } | null {
  const given = text.trim();
  let [ms, end] = [0, 0];
  PART.lastIndex = 0;
  for (let found = PART.exec(given); found; found = PART.exec(given)) {
    const [, count, unit = ''] = found;
    ms += Number(count) * UNITS[unit.charAt(0).toLowerCase() as Unit];
    end = PART.lastIndex;
  }
  if (end !== given.length || ms === 0) return null;
  return { iso: `PT${ms / UNITS.m}M`, ms };
}

/** `PT2H30M` as `2 h 30 min`; as it is where it is written otherwise. */
export function durationText(iso: string): string {
  const [, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso) ?? [];
  const parts = [
    days && `${days} d`,
    hours && `${hours} h`,
    minutes && `${minutes} min`,
    seconds && `${seconds} s`,
  ];
  return parts.filter((it) => it).join(' ') || iso;
}
