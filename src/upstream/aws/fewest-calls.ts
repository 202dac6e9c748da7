/**
 * Names in one describe. https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 */
export const NAMES_PER_CALL = 10;

/**
 * Whether describing names in tens or reading every page (of 100) takes fewer calls. Names where both cost the
 * same: their calls run side by side, and return no more than is wanted.
 *
 * @param pages - the pages that all the project's versions are known to fill
 */
export function fewestCalls(wanted: number, pages = 1): 'names' | 'pages' {
  return Math.ceil(wanted / NAMES_PER_CALL) <= pages ? 'names' : 'pages';
}
