import { randomBytes } from 'node:crypto';
import { mintAccessKeyId, mintSessionToken } from '../identity.js';
import { operation } from '../operation.js';
import { integer, string, structure } from '../validation/shape.js';

const ONE_HOUR_S = 3_600;

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 *
 * Every role of every account may be assumed: roles and their trust are not emulated. The expiry is by the machine's
 * clock, because SDKs compare it with theirs; the credentials themselves go on working.
 */
export const assumeRole = operation({
  name: 'AssumeRole',
  notes: "Any role may be assumed; the credentials act in the role's account.",
  changesState: false,
  input: structure(
    {
      RoleArn: string({ min: 20, max: 2048, pattern: 'arn:[a-z\\d-]+:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+' }),
      RoleSessionName: string({ min: 2, max: 64, pattern: '[\\w+=,.@\\-]*' }),
    },
    {
      DurationSeconds: integer({ min: 900, max: 43_200 }),
      SourceIdentity: string({ min: 2, max: 64, pattern: '[\\w+=,.@\\-]*' }),
      ExternalId: string({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/\\-]*' }),
    },
  ),
  run(_world, { RoleArn, RoleSessionName, DurationSeconds = ONE_HOUR_S }) {
    const [, partition = '', , , account = '', resource = ''] = RoleArn.split(':');
    const role = resource.split('/').at(-1);
    const arn = `arn:${partition}:sts::${account}:assumed-role/${role}/${RoleSessionName}`;
    const AccessKeyId = mintAccessKeyId(account);
    return {
      Credentials: {
        AccessKeyId,
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: mintSessionToken({ account, arn, roleArn: RoleArn }),
        Expiration: new Date(Date.now() + DurationSeconds * 1_000).toISOString(),
      },
      AssumedRoleUser: { AssumedRoleId: `AROA${AccessKeyId.slice(4)}:${RoleSessionName}`, Arn: arn },
    };
  },
});
