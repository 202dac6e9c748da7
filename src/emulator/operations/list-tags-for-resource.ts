import { RESOURCE_ARN } from '../members.js';
import { operation } from '../operation.js';
import { TAGGING_TPS } from '../quotas.js';
import { tagsOf } from '../tags.js';
import { structure } from '../validation/shape.js';

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  notes: 'Not paginated, as in AWS.',
  tps: TAGGING_TPS,
  changesState: false,
  input: structure({ ResourceArn: RESOURCE_ARN }, {}),
  run: (world, { ResourceArn }) => ({ Tags: Object.fromEntries(tagsOf(world, ResourceArn)) }),
});
