import { GatewayError, isOutage } from '../../../src/domain/errors.js';
import { isInTransition, MODEL_VERSION_STATUSES, toKnown } from '../../../src/domain/status.js';

test('what AWS moves by itself is in transition, and nothing else', () => {
  expect(MODEL_VERSION_STATUSES.filter(isInTransition)).toEqual([
    'TRAINING_IN_PROGRESS',
    'STARTING',
    'STOPPING',
    'DELETING',
    'COPYING_IN_PROGRESS',
  ]);
});

test.each([
  ['RUNNING', 'RUNNING'],
  ['HIBERNATING', 'UNKNOWN'],
  ['running', 'UNKNOWN'],
  ['', 'UNKNOWN'],
  [undefined, 'UNKNOWN'],
])('AWS’s %j is %s', (value, known) => {
  expect(toKnown(MODEL_VERSION_STATUSES, value)).toBe(known);
});

test('an outage is what may be over soon', () => {
  expect(isOutage(new GatewayError('UPSTREAM_UNAVAILABLE', ''))).toBe(true);
  expect(isOutage(new GatewayError('UPSTREAM_THROTTLED', ''))).toBe(true);
  expect(isOutage(new GatewayError('UPSTREAM_ACCESS_DENIED', ''))).toBe(false);
  expect(isOutage(new Error('UPSTREAM_UNAVAILABLE'))).toBe(false);
});
