import { GatewayError } from '../../../../src/client/index.js';
import { budgetMistake, toBudgetForm } from '../../../../src/web/board/data/budget-form.js';
import { nameMistake, refusalOf } from '../../../../src/web/board/data/refusal.js';
import { scheduleMistake, toForm, toScheduleInput } from '../../../../src/web/board/data/schedule-form.js';
import { momentOf, stopMistake, toStopInput } from '../../../../src/web/board/data/stop-form.js';
import { startMistake, toStartInput } from '../../../../src/web/board/data/units.js';

describe('a start', () => {
  const form = { min: '2', max: '', span: '' };

  it.each([
    [{ min: '0' }, 'minInferenceUnits'],
    [{ min: '1.5' }, 'minInferenceUnits'],
    [{ max: '1' }, 'maxInferenceUnits'],
    [{ max: 'many' }, 'maxInferenceUnits'],
    [{ span: 'long' }, 'stopAfter'],
  ])('of %j is refused at its field', (part, field) => {
    expect(startMistake({ ...form, ...part })?.field).toBe(field);
  });

  it('is sent as typed', () => {
    expect(startMistake(form)).toBeNull();
    expect(toStartInput(form)).toEqual({ minInferenceUnits: 2, maxInferenceUnits: null, stopAfter: null });
    expect(toStartInput({ min: '1', max: '3', span: '2h' })).toEqual({
      ...{ minInferenceUnits: 1, maxInferenceUnits: 3, stopAfter: 'PT120M' },
    });
  });
});

describe('a planned stop', () => {
  it('needs a time, one of both kinds', () => {
    expect(stopMistake({ span: '', at: '' })?.field).toBe('stopAfter');
    expect(stopMistake({ span: 'later', at: '' })?.field).toBe('stopAfter');
    expect(stopMistake({ span: '', at: 'then' })?.field).toBe('stopAt');
    expect(stopMistake({ span: '2h', at: '' })).toBeNull();
  });

  it('is a span from now, or a moment', () => {
    expect(toStopInput({ span: '2h', at: '' })).toEqual({ stopAt: null, stopAfter: 'PT120M' });
    expect(momentOf({ span: '2h', at: '' }, 1_000)).toBe(7_201_000);
    const at = '2026-12-01T10:00';
    expect(toStopInput({ span: '', at })).toEqual({ stopAt: new Date(at).toISOString(), stopAfter: null });
    expect(momentOf({ span: '', at: '' }, 0)).toBeNull();
  });
});

describe('a schedule', () => {
  const place = { projectArn: 'project', arn: 'version' };
  const existing = {
    ...{ name: 'nights', projectArn: 'project', aliasName: 'champion', windows: ['SUN 22:00-02:00'] },
    ...{ timeZone: 'Asia/Tokyo', minInferenceUnits: 1, maxInferenceUnits: 3, startCatchupWindow: 'PT1H' },
    ...{ isEnabled: false, revision: '7', updatedBy: null, nextTransition: null, lastRun: null },
  };

  it('is refused at its field', () => {
    const form = toForm(null, []);
    expect(scheduleMistake(form)).toBeNull();
    expect(scheduleMistake({ ...form, name: 'Office' })?.field).toBe('name');
    expect(scheduleMistake({ ...form, windows: ' \n' })?.field).toBe('windows');
    expect(scheduleMistake({ ...form, units: '0' })?.field).toBe('minInferenceUnits');
  });

  it('that is new has a name that is free', () => {
    expect(toForm(null, ['nights']).name).toBe('office-hours');
    expect(toForm(null, ['office-hours', 'office-hours-2']).name).toBe('office-hours-3');
    expect(toForm(existing, ['nights']).name).toBe('nights');
  });

  it('that is new must be new, and names the version', () => {
    const form = { ...toForm(null, []), windows: '  MON  08:00-09:00 \n\nTUE 08:00-09:00' };
    expect(toScheduleInput(form, place, null)).toMatchObject({
      ...{ modelVersionArn: 'version', mustBeNew: true, revision: null },
      windows: ['MON 08:00-09:00', 'TUE 08:00-09:00'],
    });
  });

  it('that is changed keeps what the form does not show, and is refused if it was changed meanwhile', () => {
    const input = toScheduleInput(toForm(existing, []), place, existing);
    expect(input).toEqual({
      ...{ projectArn: 'project', name: 'nights', aliasName: 'champion', windows: existing.windows },
      ...{ timeZone: 'Asia/Tokyo', minInferenceUnits: 1, maxInferenceUnits: 3, startCatchupWindow: 'PT1H' },
      ...{ isEnabled: false, revision: '7', mustBeNew: false },
    });
    expect(toScheduleInput({ ...toForm(existing, []), units: '5' }, place, existing).maxInferenceUnits).toBe(
      5,
    );
  });
});

describe('what is wrong is told with what was given and what was expected', () => {
  const start = { min: '2', max: '', span: '' };
  const budget = toBudgetForm(null, 'USD', []);
  const good = { ...budget, name: 'trial', amount: '250' };
  const percent = (text: string) => ({ ...good, thresholds: [{ percent: text, action: 'NOTIFY' as const }] });

  it.each([
    [
      startMistake({ ...start, span: '20s' }),
      '“20s” is given. Expected minutes, hours or days, for example 90m, 2h or 1d, or nothing.',
    ],
    [startMistake({ ...start, min: '' }), 'Nothing is given. Expected a whole number from 1.'],
    [startMistake({ ...start, max: '1' }), '“1” is given. Expected 2 or more, or nothing.'],
    [
      stopMistake({ span: '', at: '' }),
      'Nothing is given. Expected minutes, hours or days, for example 90m, 2h or 1d.',
    ],
    [nameMistake(''), 'Nothing is given. Expected small letters, digits and “-”, a letter first.'],
    [
      budgetMistake(budget, []),
      'Nothing is given. Expected letters, digits, spaces and “_.-”, a letter or digit first.',
    ],
    [
      budgetMistake({ ...good, amount: '12,50' }, []),
      '“12,50” is given. Expected an amount above 0, for example 250 or 12.50.',
    ],
    [budgetMistake(percent('0'), []), '“0” is given. Expected a percentage above 0, for example 80.'],
    [
      budgetMistake({ ...good, thresholds: [] }, []),
      'Nothing is given. Expected a percentage above 0, for example 80.',
    ],
  ])('%j', (mistake, words) => expect(mistake?.message).toBe(words));

  it.each(['ALREADY_EXISTS', 'REVISION_MISMATCH'])(
    '%s is told in words of the page, not of the API',
    (code) => {
      const message = 'name: it exists already. Take another name, or leave mustBeNew out to replace it.';
      const userErrors = [{ code, message, field: ['input', 'name'], awsRequestId: null }] as never;
      expect(refusalOf(new GatewayError(code, message, { userErrors }), ['name'])).toEqual({
        field: 'name',
        message: expect.not.stringContaining('mustBeNew'),
      });
    },
  );
});
