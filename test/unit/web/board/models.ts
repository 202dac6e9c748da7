import { type BoardModel, toBoardModel } from '../../../../src/web/board/data/model.js';
import type { BoardModelFragment } from '../../../../src/web/board/generated.js';

/** A model at rest, with whatever a test says. */
export function modelOf(given: Partial<BoardModelFragment> = {}): BoardModel {
  return toBoardModel({
    arn: 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1',
    name: 'v1',
    status: 'STOPPED',
    statusMessage: null,
    feature: 'CUSTOM_LABELS',
    creationTimestamp: '2026-01-01T00:00:00.000Z',
    trainingEndTimestamp: null,
    billableTrainingTimeInSeconds: null,
    sourceModelVersionArn: null,
    observedAt: '2026-01-02T00:00:00.000Z',
    minInferenceUnits: null,
    maxInferenceUnits: null,
    runningSince: null,
    isRunningSinceExact: null,
    hourlyCost: null,
    stopAt: null,
    aliases: [],
    evaluationResult: null,
    ...given,
  });
}
