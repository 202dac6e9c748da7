import { callerOf, mintAccessKeyId, mintSessionToken, signatureOf } from '../../../src/emulator/identity.js';
import { fc } from '../../support/properties.js';

const header = (accessKeyId: string, region = 'us-east-1') => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/rekognition/aws4_request, SignedHeaders=host, Signature=abc`,
});
const signature = (accessKeyId: string, sessionToken?: string) => ({
  accessKeyId,
  region: 'us-east-1',
  service: 'rekognition',
  sessionToken,
});

describe('a signature', () => {
  test('names the key, the region and the service', () => {
    const request = { headers: header('AKIDEXAMPLE', 'eu-west-1'), query: new URLSearchParams() };
    expect(signatureOf(request)).toEqual({
      accessKeyId: 'AKIDEXAMPLE',
      region: 'eu-west-1',
      service: 'rekognition',
      sessionToken: undefined,
    });
  });

  test('may be in a presigned URL', () => {
    const query = new URLSearchParams({ 'X-Amz-Credential': 'AKID/20260101/us-east-1/s3/aws4_request' });
    expect(signatureOf({ headers: {}, query })).toMatchObject({ accessKeyId: 'AKID', service: 's3' });
  });

  test.each([[undefined], [''], ['Bearer abc'], ['AWS4-HMAC-SHA256 Credential=AKID/us-east-1']])(
    'is not in %p',
    (authorization) => {
      expect(signatureOf({ headers: { authorization }, query: new URLSearchParams() })).toBeUndefined();
    },
  );
});

describe('the account', () => {
  test('is a 12-digit access key id', () => {
    expect(callerOf(signature('111122223333'))).toMatchObject({
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:root',
    });
  });

  test.each(['AKIDEXAMPLE', '12345678901', 'ASIA0123456789ABCDEF'])('of %s is 123456789012', (key) => {
    expect(callerOf(signature(key)).account).toBe('123456789012');
  });

  test('of minted credentials is the one of their role', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999), (number) => {
        const account = String(number).padStart(12, '0');
        const key = mintAccessKeyId(account);
        const session = { account, arn: 'arn:session', roleArn: 'arn:role' };
        expect(key).toMatch(/^ASIA[A-Z0-9]{16}$/);
        expect(callerOf(signature(key)).account).toBe(account);
        expect(callerOf(signature(key, mintSessionToken(session)))).toMatchObject(session);
      }),
    );
  });

  test("is not taken from a token that is not the key's own", () => {
    const token = mintSessionToken({ account: '999999999999', arn: 'arn:session', roleArn: 'arn:role' });
    expect(callerOf(signature('111122223333', token)).arn).toBe('arn:aws:iam::111122223333:root');
    expect(callerOf(signature('AKID', 'FwoGZXIvYXdzE')).account).toBe('123456789012');
  });
});
