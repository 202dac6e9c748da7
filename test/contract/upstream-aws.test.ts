import { findOwnAccount } from '../../src/upstream/aws/own-account.js';
import { upstreamReadingSuite } from './upstream.suite.js';
import { anUpstream } from './upstream-stage.js';

// Real AWS, with the SDK's own chain of credentials and region. Not part of `npm test`; nothing is changed there.
if (process.env.AWS_CONTRACT !== '1')
  throw new Error('This asks real AWS, read-only. Say so: AWS_CONTRACT=1 npm run test:aws');

describe('the AWS adapter in front of AWS', () => {
  upstreamReadingSuite(async () => anUpstream([await findOwnAccount(null)], null), true);
});
