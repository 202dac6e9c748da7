import { createHash } from 'node:crypto';
import { GatewayError } from '../../domain/errors.js';
import type { ManifestImages } from '../../domain/manifest.js';

/** A member of that name. Inside a text its quotation marks would have backslashes before them. */
const SOURCE = /"source-ref"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/**
 * Which images a manifest names: JSON Lines, an image each. Only their addresses are read, because a manifest may have a
 * hundred thousand lines.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html
 * @throws GatewayError UPSTREAM_FAILED if the text names no image
 */
export function parseManifestImages(text: string): ManifestImages {
  const images = new Set<string>();
  for (const [, address = ''] of text.matchAll(SOURCE)) images.add(address);
  if (images.size === 0) throw new GatewayError('UPSTREAM_FAILED', 'The manifest in S3 names no image.');
  const hash = createHash('sha256');
  for (const address of [...images].sort()) hash.update(address).update('\n');
  return { count: images.size, fingerprint: hash.digest('base64url') };
}
