import type { LookoutModel } from '../state.js';

const HOUR_MS = 3_600_000;

/** Lookout for Vision models of the first demo account. */
export function demoModels(nowMs: number): LookoutModel[] {
  const common = { project: 'anodized-lids', bucket: 'lookoutvision-us-east-1-demo', prefix: 'output' };
  return [
    {
      ...common,
      version: '1',
      createdAtMs: nowMs - 700 * HOUR_MS,
      status: 'TRAINED',
      statusMessage: 'Training completed successfully.',
      f1Score: 0.91,
      precision: 0.93,
      recall: 0.8909,
      evaluatedAtMs: nowMs - 699 * HOUR_MS,
    },
    {
      ...common,
      version: '2',
      createdAtMs: nowMs - 300 * HOUR_MS,
      status: 'HOSTED',
      statusMessage: 'The model is running.',
      description: 'Scratches and dents, new camera',
      f1Score: 0.96,
      precision: 0.97,
      recall: 0.9502,
      evaluatedAtMs: nowMs - 299 * HOUR_MS,
      minInferenceUnits: 1,
      maxInferenceUnits: 2,
    },
    {
      ...common,
      version: '3',
      createdAtMs: nowMs - 20 * HOUR_MS,
      status: 'TRAINING_FAILED',
      statusMessage: 'Training failed: too few images of anomalies.',
    },
  ];
}
