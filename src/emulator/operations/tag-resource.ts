import { RESOURCE_ARN, TAGS } from '../members.js';
import { operation } from '../operation.js';
import { TAGGING_TPS } from '../quotas.js';
import { changeTags, toTags, withTags } from '../tags.js';
import { structure } from '../validation/shape.js';

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  notes: 'Projects and versions, 200 tags each.',
  tps: TAGGING_TPS,
  changesState: true,
  input: structure({ ResourceArn: RESOURCE_ARN, Tags: TAGS }, {}),
  run(world, { ResourceArn, Tags }) {
    changeTags(world, ResourceArn, (tags) => withTags(tags, toTags(Tags), world.quotas.tagsPerResource));
    return {};
  },
});
