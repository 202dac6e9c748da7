/** What an ARN says of where a resource lives. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Reads partition, region and account out of an ARN; undefined for anything else. */
export function placeOf(arn: string): Place | undefined {
  const [scheme, partition, , region, account, ...resource] = arn.split(':');
  if (scheme !== 'arn' || !partition || !region || !account || resource.length === 0) return undefined;
  return { partition, region, account };
}

/** `aws-cn` and `aws-us-gov` have regions of their own; every other region is in `aws`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The number at the end of an ARN is the resource's creation time in epoch milliseconds. */
export function projectArn({ partition, region, account }: Place, name: string, createdAtMs: number): string {
  return `arn:${partition}:rekognition:${region}:${account}:project/${name}/${createdAtMs}`;
}

/** A version's ARN names its project but does not contain the project's number. */
export function versionArn(place: Place, project: string, name: string, createdAtMs: number): string {
  const { partition, region, account } = place;
  return `arn:${partition}:rekognition:${region}:${account}:project/${project}/version/${name}/${createdAtMs}`;
}
