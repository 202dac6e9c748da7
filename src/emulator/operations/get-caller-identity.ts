import { operation } from '../operation.js';
import { structure } from '../validation/shape.js';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity = operation({
  name: 'GetCallerIdentity',
  notes: 'A 12-digit access key id is the account; any other key is 123456789012.',
  changesState: false,
  input: structure({}, {}),
  run: ({ caller }) => ({ Arn: caller.arn, UserId: caller.account, Account: caller.account }),
});
