import { RESOURCE_ARN, TAG_KEY } from '../members.js';
import { operation } from '../operation.js';
import { TAGGING_TPS } from '../quotas.js';
import { changeTags } from '../tags.js';
import { list, structure } from '../validation/shape.js';

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  notes: 'A key that is not there is no error.',
  tps: TAGGING_TPS,
  changesState: true,
  input: structure({ ResourceArn: RESOURCE_ARN, TagKeys: list(TAG_KEY, { min: 0, max: 200 }) }, {}),
  run(world, { ResourceArn, TagKeys }) {
    changeTags(world, ResourceArn, (tags) => tags.filter(([key]) => !TagKeys.includes(key)));
    return {};
  },
});
