import { partitionOf } from '../arns.js';
import { ServiceError } from '../errors.js';
import { operation } from '../operation.js';
import type { LookoutModel } from '../state.js';
import { toEpochSeconds } from '../timestamps.js';
import { string, structure } from '../validation/shape.js';
import type { Caller } from '../world.js';

/** Lookout for Vision's own rate is not in our reference [UNC]: the rate of Rekognition's describes is taken. */
const DESCRIBE_MODEL_TPS = 5;

/**
 * https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_DescribeModel.html
 *
 * AWS ended the service on 31 October 2025. `latest` is a model's highest version. The evaluation files
 * that a description names are not there.
 */
export const describeModel = operation({
  name: 'DescribeModel',
  notes:
    'Demo data only: there is no operation that makes or moves a model, and its evaluation files are not there.',
  tps: DESCRIBE_MODEL_TPS,
  changesState: false,
  input: structure(
    {
      projectName: string({ min: 1, max: 255, pattern: '[a-zA-Z0-9][a-zA-Z0-9_\\-]*' }),
      modelVersion: string({ min: 1, max: 10, pattern: '([1-9][0-9]*|latest)' }),
    },
    {},
  ),
  run({ region, caller }, { projectName, modelVersion }) {
    const versions = region.models
      .filter(({ project }) => project === projectName)
      .sort((a, b) => Number(b.version) - Number(a.version));
    const model = versions.find(({ version }) => modelVersion === 'latest' || version === modelVersion);
    if (model) return { ModelDescription: toDescription(model, caller) };
    const resource = versions.length === 0 ? ['PROJECT', projectName] : ['MODEL', modelVersion];
    const [ResourceType = '', ResourceId = ''] = resource;
    throw new ServiceError('ResourceNotFoundException', `${ResourceId} does not exist.`, undefined, {
      ResourceId,
      ResourceType,
    });
  },
});

function toDescription(model: LookoutModel, { account, region }: Caller): object {
  const { project, version, bucket, prefix, f1Score, precision, recall, evaluatedAtMs } = model;
  const key = (file: string) => ({ Bucket: bucket, Key: `${prefix}/${project}/${version}/${file}` });
  return {
    ModelVersion: version,
    ModelArn: `arn:${partitionOf(region)}:lookoutvision:${region}:${account}:model/${project}/${version}`,
    CreationTimestamp: toEpochSeconds(model.createdAtMs),
    Description: model.description,
    Status: model.status,
    StatusMessage: model.statusMessage,
    OutputConfig: { S3Location: { Bucket: bucket, Prefix: prefix } },
    MinInferenceUnits: model.minInferenceUnits,
    MaxInferenceUnits: model.maxInferenceUnits,
    ...(evaluatedAtMs === undefined
      ? {}
      : {
          Performance: { F1Score: f1Score, Recall: recall, Precision: precision },
          EvaluationManifest: key('EvaluationManifest.json'),
          EvaluationResult: key('EvaluationResult.json'),
          EvaluationEndTimestamp: toEpochSeconds(evaluatedAtMs),
        }),
  };
}
