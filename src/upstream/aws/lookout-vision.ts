import type { DescribeModelCommandOutput, ModelDescription } from '@aws-sdk/client-lookoutvision';
import type { LookoutVisionModel, S3Object } from '../../domain/model.js';
import { LOOKOUT_VISION_MODEL_STATUSES, toKnown } from '../../domain/status.js';
import type { Upstream } from '../port.js';
import type { AwsCaller, Send } from './caller.js';
import { orNull, sent, toEpochMs } from './to-domain.js';

export function createLookoutVision(caller: AwsCaller): Pick<Upstream, 'describeLookoutVisionModel'> {
  return {
    async describeLookoutVisionModel(at, projectName, modelVersion, callContext) {
      const input = { ProjectName: projectName, ModelVersion: modelVersion };
      const send: Send<DescribeModelCommandOutput> = async (clients, options) => {
        const { DescribeModelCommand } = await import('@aws-sdk/client-lookoutvision');
        return (await clients.lookoutVision()).send(new DescribeModelCommand(input), options);
      };
      const about = { thing: `${projectName}/${modelVersion}` };
      const found = await orNull(caller.call(at, 'DescribeModel', callContext, send, about));
      return found && toLookoutVisionModel(sent(found.answer.ModelDescription, 'ModelDescription'));
    },
  };
}

export function toLookoutVisionModel(it: ModelDescription): LookoutVisionModel {
  const { Performance: performance, OutputConfig: output } = it;
  return {
    modelArn: sent(it.ModelArn, 'ModelArn'),
    modelVersion: sent(it.ModelVersion, 'ModelVersion'),
    creationTimestamp: toEpochMs(it.CreationTimestamp),
    description: it.Description ?? null,
    status: toKnown(LOOKOUT_VISION_MODEL_STATUSES, it.Status),
    statusMessage: it.StatusMessage ?? null,
    performance: performance
      ? {
          f1Score: performance.F1Score ?? null,
          recall: performance.Recall ?? null,
          precision: performance.Precision ?? null,
        }
      : null,
    outputConfig: output?.S3Location
      ? { s3Bucket: output.S3Location.Bucket ?? null, s3KeyPrefix: output.S3Location.Prefix ?? null }
      : null,
    evaluationManifest: toS3Key(it.EvaluationManifest),
    evaluationResult: toS3Key(it.EvaluationResult),
    evaluationEndTimestamp: toEpochMs(it.EvaluationEndTimestamp),
    kmsKeyId: it.KmsKeyId ?? null,
    minInferenceUnits: it.MinInferenceUnits ?? null,
    maxInferenceUnits: it.MaxInferenceUnits ?? null,
  };
}

function toS3Key(it: { Bucket?: string | undefined; Key?: string | undefined } | undefined): S3Object | null {
  return it ? { bucket: it.Bucket ?? null, name: it.Key ?? null, version: null } : null;
}
