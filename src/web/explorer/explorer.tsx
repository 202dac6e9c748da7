import { GraphiQL } from 'graphiql';
import { useEffect, useState } from 'react';
import { noteUpstream } from './billing.js';
import { EditorOptions } from './editor-options.js';
import type { Facts } from './facts.js';
import { fetcher } from './fetcher.js';
import { LateFacts, useFacts } from './late-facts.js';
import { StatusStrip } from './status-strip.js';
import { hasStoredTabs } from './stored-tabs.js';
import { toTabs } from './tabs.js';
import { TokenField } from './token-field.js';
import { TypedHeaders } from './typed-headers.js';

const HEADERS_HINT = '// Headers count for all tabs and are never stored:\n// { "x-request-id": "…" }\n';

const UPSTREAMS = {
  EMULATOR: { label: 'Emulator', title: 'Nothing here touches AWS or costs money.' },
  AWS: { label: 'AWS', title: 'Models that run cost money until they are stopped.' },
};

export function Explorer({ atStart }: { readonly atStart: Facts }) {
  const facts = useFacts(atStart);
  useEffect(() => noteUpstream(facts.upstream), [facts.upstream]);
  const [{ tabs, first }] = useState(() => {
    const made = toTabs(EXAMPLES, atStart);
    return { tabs: made, first: hasStoredTabs() ? undefined : made[0]?.variables };
  });
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs}
      defaultQuery=""
      defaultHeaders={HEADERS_HINT}
      defaultEditorToolsVisibility="variables"
      showPersistHeadersSettings={false}
      {...(first !== undefined && { initialVariables: first })}
    >
      <GraphiQL.Logo>
        <Product facts={facts} />
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <EditorOptions />
        <TypedHeaders />
        <LateFacts facts={facts} />
        <StatusStrip facts={facts} />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

function Product({ facts: { upstream, version } }: { readonly facts: Facts }) {
  return (
    <span className="product" title={version && `Version ${version}`}>
      <a className="product-name" href="./" title="To the status board">
        Custom Labels
      </a>
      {upstream && (
        <span className="product-upstream" data-upstream={upstream} title={UPSTREAMS[upstream].title}>
          {UPSTREAMS[upstream].label}
        </span>
      )}
      <a className="product-board" href="./">
        Board
      </a>
      <TokenField />
    </span>
  );
}
