import { monthAt } from '../../../../src/domain/automation/calendar-month.js';

const at = (text: string) => Date.parse(text);

it.each([
  ['UTC', '2026-11-28T12:00:00Z', '2026-11', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
  ['UTC', '2026-12-31T23:59:59.999Z', '2026-12', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['UTC', '2028-02-29T23:59:59Z', '2028-02', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
  // Berlin's clocks go forward and back within the month.
  ['Europe/Berlin', '2027-03-28T01:30:00Z', '2027-03', '2027-02-28T23:00:00Z', '2027-03-31T22:00:00Z'],
  ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
  ['Europe/Berlin', '2026-10-31T22:59:59.999Z', '2026-10', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
  ['Europe/Berlin', '2026-10-31T23:00:00Z', '2026-11', '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z'],
  ['America/Los_Angeles', '2026-11-01T06:59:59Z', '2026-10', '2026-10-01T07:00:00Z', '2026-11-01T07:00:00Z'],
  ['Pacific/Kiritimati', '2026-10-31T10:00:00Z', '2026-11', '2026-10-31T10:00:00Z', '2026-11-30T10:00:00Z'],
  ['Asia/Kathmandu', '2026-06-30T18:15:00Z', '2026-07', '2026-06-30T18:15:00Z', '2026-07-31T18:15:00Z'],
  // Jordan began April 2011 at 01:00.
  ['Asia/Amman', '2011-03-31T23:00:00Z', '2011-04', '2011-03-31T22:00:00Z', '2011-04-30T21:00:00Z'],
  // Paraguay began October 2017 at 01:00.
  ['America/Asuncion', '2017-10-01T04:00:00Z', '2017-10', '2017-10-01T04:00:00Z', '2017-11-01T03:00:00Z'],
])('in %s, %s lies in %s, from %s to %s', (zone, now, name, from, to) => {
  expect(monthAt(zone, at(now))).toEqual({ name, fromMs: at(from), toMs: at(to) });
});

it('months of every zone that the runtime knows follow each other without a gap', () => {
  for (const zone of Intl.supportedValuesOf('timeZone'))
    for (let now = at('2026-01-15T00:00:00Z'); now < at('2028-01-01T00:00:00Z'); ) {
      const month = monthAt(zone, now);
      const next = monthAt(zone, month.toMs);
      expect([zone, next.fromMs, monthAt(zone, month.toMs - 1).name]).toEqual([zone, month.toMs, month.name]);
      expect(next.name > month.name).toBe(true);
      now = month.toMs;
    }
});
