import type { Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';
import { orNull } from './errors.js';
import { sent } from './to-domain.js';
import { toLookoutVisionModel } from './to-lookout-vision.js';

export function createLookoutVision(caller: AwsCaller): Pick<Upstream, 'describeLookoutVisionModel'> {
  return {
    async describeLookoutVisionModel(at, projectName, modelVersion, callContext) {
      const input = { ProjectName: projectName, ModelVersion: modelVersion };
      const found = await orNull(
        caller.call(at, 'DescribeModel', callContext, async (clients, options) => {
          const { DescribeModelCommand } = await import('@aws-sdk/client-lookoutvision');
          return (await clients.lookoutVision()).send(new DescribeModelCommand(input), options);
        }),
      );
      return found && toLookoutVisionModel(sent(found.answer.ModelDescription, 'ModelDescription'));
    },
  };
}
