/** Which images a manifest names. */
export interface ManifestImages {
  readonly count: number;
  /** The same for the same images, in whatever order; differs for others. */
  readonly fingerprint: string;
}

/** Why training failed, or which rows it dropped. */
export interface ManifestReport {
  readonly training: ManifestStatistics | null;
  readonly testing: ManifestStatistics | null;
  readonly errors: readonly ManifestError[];
}

export interface ManifestStatistics {
  readonly useCase: string | null;
  readonly totalLines: number | null;
  readonly validLines: number | null;
  readonly invalidLines: number | null;
  readonly ignoredLines: number | null;
  readonly errorLineIndices: readonly number[];
  readonly errors: readonly ManifestError[];
}

export interface ManifestError {
  readonly code: string;
  readonly message: string;
}
