import { FEATURES } from './state.js';
import { boolean, float, integer, list, map, string, structure } from './validation/shape.js';

/** Constraints of the members that several operations share, from Rekognition's service model (2016-06-27). */
export const NAME = string({ min: 1, max: 255, pattern: '[a-zA-Z0-9_.\\-]+' });

export const PROJECT_ARN = string({
  min: 20,
  max: 2048,
  pattern: '(^arn:[a-z\\d-]+:rekognition:[a-z\\d-]+:\\d{12}:project\\/[a-zA-Z0-9_.\\-]{1,255}\\/[0-9]+$)',
});

export const VERSION_ARN = string({
  min: 20,
  max: 2048,
  pattern:
    '(^arn:[a-z\\d-]+:rekognition:[a-z\\d-]+:\\d{12}:project\\/[a-zA-Z0-9_.\\-]{1,255}\\/version\\/[a-zA-Z0-9_.\\-]{1,255}\\/[0-9]+$)',
});

export const RESOURCE_ARN = string({ min: 20, max: 2048 });
export const NEXT_TOKEN = string({ max: 1024 });
export const PAGE_SIZE = integer({ min: 1, max: 100 });
export const POLICY_PAGE_SIZE = integer({ min: 1, max: 5 });
export const NAMES = list(NAME, { min: 1, max: 10 });
export const FEATURE = string({ values: FEATURES });
export const AUTO_UPDATE = string({ values: ['ENABLED', 'DISABLED'] });
export const INFERENCE_UNITS = integer({ min: 1 });

export const KMS_KEY_ID = string({
  min: 1,
  max: 2048,
  pattern: '^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$',
});

export const VERSION_DESCRIPTION = string({ min: 1, max: 255, pattern: "[a-zA-Z0-9-_. ()':,;?]+" });

export const TAG_KEY = string({ min: 1, max: 128, pattern: '^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$' });

const TAG_VALUE = string({ min: 0, max: 256, pattern: '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$' });

export const TAGS = map(TAG_KEY, TAG_VALUE, { min: 0, max: 200 });

const S3_BUCKET = string({ min: 3, max: 255, pattern: '[0-9A-Za-z\\.\\-_]*' });

export const OUTPUT_CONFIG = structure({}, { S3Bucket: S3_BUCKET, S3KeyPrefix: string({ max: 1024 }) });

const S3_OBJECT = structure(
  {},
  { Bucket: S3_BUCKET, Name: string({ min: 1, max: 1024 }), Version: string({ min: 1, max: 1024 }) },
);

const ASSETS = list(structure({}, { GroundTruthManifest: structure({}, { S3Object: S3_OBJECT }) }), {});

export const TRAINING_DATA = structure({}, { Assets: ASSETS });
export const TESTING_DATA = structure({}, { Assets: ASSETS, AutoCreate: boolean });

export const FEATURE_CONFIG = structure(
  {},
  { ContentModeration: structure({}, { ConfidenceThreshold: float({ min: 0, max: 100 }) }) },
);

export const POLICY_NAME = string({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.\\-]+' });
export const POLICY_REVISION_ID = string({ max: 64, pattern: '[0-9A-Fa-f]+' });

export const POLICY_DOCUMENT = string({
  min: 1,
  max: 2000,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
});
