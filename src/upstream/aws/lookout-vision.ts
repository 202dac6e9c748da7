import { GatewayError } from '../../domain/errors.js';
import type { Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';
import { sent } from './to-domain.js';
import { toLookoutVisionModel } from './to-lookout-vision.js';

export function createLookoutVision(caller: AwsCaller): Pick<Upstream, 'describeLookoutVisionModel'> {
  return {
    async describeLookoutVisionModel(at, projectName, modelVersion, callContext) {
      try {
        const { answer } = await caller.call(at, 'DescribeModel', callContext, async (clients, options) => {
          const { DescribeModelCommand } = await import('@aws-sdk/client-lookoutvision');
          const client = await clients.lookoutVision();
          return client.send(
            new DescribeModelCommand({ ProjectName: projectName, ModelVersion: modelVersion }),
            options,
          );
        });
        return toLookoutVisionModel(sent(answer.ModelDescription, 'ModelDescription'));
      } catch (error) {
        if (error instanceof GatewayError && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },
  };
}
