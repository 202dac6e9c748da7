import { ListTagsForResourceCommand } from '@aws-sdk/client-rekognition';
import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../../domain/arn.js';
import type { Tag } from '../../domain/model.js';
import type { Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';

export function createTags(caller: AwsCaller): Pick<Upstream, 'listTags'> {
  return {
    async listTags(arn: ProjectArn | ModelVersionArn, callContext) {
      const command = new ListTagsForResourceCommand({ ResourceArn: arn });
      const at = accountRegionOf(arn);
      const answer = await caller.send(at, 'ListTagsForResource', callContext, command, { thing: arn });
      return Object.entries(answer.Tags ?? {}).map(([key, value]) => ({ key, value }));
    },
  };
}

/** AWS takes tags as a map. */
export function toTagMap(tags: readonly Tag[]): { Tags?: Record<string, string> } {
  return tags.length > 0 ? { Tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) } : {};
}
