/** What the examples can be tried on. */
export interface Facts {
  readonly upstream: 'AWS' | 'EMULATOR' | null;
  readonly version: string;
  /** A model that could be started now, or the one of an earlier visit; empty where there is none. */
  readonly modelVersionArn: string;
  /** Its project. */
  readonly projectArn: string;
}

export const UNKNOWN: Facts = { upstream: null, version: '', modelVersionArn: '', projectArn: '' };

export const FACTS_QUERY = `query ExplorerStart($earlier: [ModelVersionArn!]! = [], $hasEarlier: Boolean!) {
  gateway { upstream version }
  earlier: modelVersions(arns: $earlier) @include(if: $hasEarlier) { arn project { arn } }
  projects(first: 10) {
    nodes {
      arn
      feature
      modelVersions(first: 1, filter: { statuses: [TRAINING_COMPLETED, STOPPED] }) { nodes { arn } }
    }
  }
}`;

/** The answer to it. */
interface Answer {
  readonly gateway: { readonly upstream: 'AWS' | 'EMULATOR'; readonly version: string };
  readonly earlier?: readonly ({
    readonly arn: string;
    readonly project: { readonly arn: string } | null;
  } | null)[];
  readonly projects: {
    readonly nodes: readonly {
      readonly arn: string;
      readonly feature: string;
      readonly modelVersions: { readonly nodes: readonly { readonly arn: string }[] };
    }[];
  };
}

export function toFacts({ gateway, earlier, projects }: Answer): Facts {
  const known = earlier?.[0];
  if (known?.project) return { ...gateway, modelVersionArn: known.arn, projectArn: known.project.arn };
  const labels = projects.nodes.filter((it) => it.feature === 'CUSTOM_LABELS');
  const project = labels.find((it) => it.modelVersions.nodes.length > 0) ?? labels[0];
  return {
    ...gateway,
    modelVersionArn: project?.modelVersions.nodes[0]?.arn ?? '',
    projectArn: project?.arn ?? '',
  };
}
