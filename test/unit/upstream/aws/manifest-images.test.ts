import { parseManifestImages } from '../../../../src/upstream/aws/manifest-images.js';

const line = (address: string, more: object = {}) => JSON.stringify({ 'source-ref': address, ...more });
const ONE = line('s3://images/1.jpg', { label: 0, 'label-metadata': { 'class-name': 'cat' } });
const TWO = line('s3://images/2.jpg');
const { count, fingerprint } = parseManifestImages(`${ONE}\n${TWO}\n`);

it('counts the images', () => {
  expect(count).toBe(2);
});

test.each([
  ['in another order', `${TWO}\n${ONE}\n`],
  ['without an end of line', `${ONE}\r\n${TWO}`],
  ['with other labels', `${line('s3://images/1.jpg', { label: 7 })}\n${TWO}`],
  ['with spaces', `{ "source-ref" : "s3://images/1.jpg" }\n${TWO}`],
  ['with one twice', `${ONE}\n${TWO}\n${ONE}`],
  [
    'with a text that looks like a member',
    `${line('s3://images/1.jpg', { note: '"source-ref": "s3://x"' })}\n${TWO}`,
  ],
])('the same images are the same: %s', (_, text) => {
  expect(parseManifestImages(text)).toEqual({ count: 2, fingerprint });
});

test.each([
  ['one more', `${ONE}\n${TWO}\n${line('s3://images/3.jpg')}`],
  ['one less', ONE],
  ['of another bucket', `${line('s3://others/1.jpg')}\n${TWO}`],
  ['with a quotation mark in its name', `${line('s3://images/1"2.jpg')}\n${TWO}`],
  ['two that are written as one', line('s3://images/1.jpg\ns3://images/2.jpg')],
])('other images are others: %s', (_, text) => {
  expect(parseManifestImages(text).fingerprint).not.toBe(fingerprint);
});

test.each(['', '\n', '{"label": 0}\n', '<html>', '{"source-ref": 7}'])('names no image: %j', (text) => {
  expect(() => parseManifestImages(text)).toThrow('The manifest in S3 names no image.');
});
