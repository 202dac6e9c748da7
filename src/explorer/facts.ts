import { currentHeaders } from './credentials.js';
import { post } from './fetcher.js';

/** What the examples can be tried on. */
export interface Facts {
  readonly upstream: 'AWS' | 'EMULATOR' | null;
  readonly version: string;
  /** A model that could be started now; empty where there is none. */
  readonly modelVersionArn: string;
  /** Its project. */
  readonly projectArn: string;
}

const UNKNOWN: Facts = { upstream: null, version: '', modelVersionArn: '', projectArn: '' };

/** The page opens after this even if the gateway has not answered. */
const PATIENCE_MS = 4_000;

const QUERY = `query ExplorerStart {
  gateway { upstream version }
  projects(first: 10) {
    nodes {
      arn
      feature
      modelVersions(first: 1, filter: { statuses: [TRAINING_COMPLETED, STOPPED] }) { nodes { arn } }
    }
  }
}`;

interface Answer {
  readonly gateway: { readonly upstream: 'AWS' | 'EMULATOR'; readonly version: string };
  readonly projects: {
    readonly nodes: readonly {
      readonly arn: string;
      readonly feature: string;
      readonly modelVersions: { readonly nodes: readonly { readonly arn: string }[] };
    }[];
  };
}

/** Asks the gateway. Whatever fails is unknown: the explorer opens all the same. */
export async function loadFacts(): Promise<Facts> {
  try {
    const { data } = await post({ query: QUERY }, currentHeaders(), AbortSignal.timeout(PATIENCE_MS));
    return toFacts(data);
  } catch {
    return UNKNOWN;
  }
}

function toFacts({ gateway, projects }: Answer): Facts {
  const labels = projects.nodes.filter((it) => it.feature === 'CUSTOM_LABELS');
  const project = labels.find((it) => it.modelVersions.nodes.length > 0) ?? labels[0];
  return {
    ...gateway,
    modelVersionArn: project?.modelVersions.nodes[0]?.arn ?? '',
    projectArn: project?.arn ?? '',
  };
}
