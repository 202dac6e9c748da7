import { readSchedule, readScheduleState } from '../../../../src/domain/automation/schedule.js';
import { leadTimeMs, readStartTimes, withStartTime } from '../../../../src/domain/automation/start-time.js';

const MINUTE = 60_000;

describe('records of the first release that had them', () => {
  const written = {
    projectArn: 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1',
    name: 'office',
    windows: ['MON-FRI 08:30-18:00'],
    timeZone: 'Europe/Berlin',
    minInferenceUnits: 1,
    author: { subject: 'ann', groups: [], grants: [] },
    updatedAt: 1_790_000_000_000,
    changeId: 'c-1',
  };

  it('are read, and what they lack is at its default', () => {
    expect(readSchedule(written)).toEqual({
      ...written,
      ...{
        modelVersionArn: null,
        aliasName: null,
        maxInferenceUnits: null,
        startCatchupMs: null,
        isEnabled: true,
      },
    });
    expect(readScheduleState({ scheduleRevision: '7', settledAt: 5 })).toEqual({
      ...{ scheduleRevision: '7', settledAt: 5, lastDesiredState: null, windowAt: null, started: [] },
      ...{ failedTries: 0, retryAt: null, lastRun: null },
    });
  });

  it('keep what they have', () => {
    const whole = {
      ...written,
      modelVersionArn: 'v',
      aliasName: null,
      maxInferenceUnits: 3,
      isEnabled: false,
    };
    expect(readSchedule({ ...whole, startCatchupMs: 5 })).toEqual({ ...whole, startCatchupMs: 5 });
  });
});

describe('how long before a window a model is started', () => {
  it('is half an hour where no start was seen', () => {
    expect(leadTimeMs(readStartTimes(undefined))).toBe(30 * MINUTE);
  });

  it('is the longest of the last ten', () => {
    const times = [20, 12, 5, 6, 7, 8, 9, 10, 4, 3, 2].reduce(
      (known, minutes) => withStartTime(known, 1_000, 1_000 + minutes * MINUTE),
      readStartTimes(undefined),
    );
    expect(times.latestMs).toHaveLength(10);
    expect(leadTimeMs(times)).toBe(12 * MINUTE);
  });
});
