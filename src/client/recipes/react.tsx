// src/main.tsx of an app made by `npm create vite@latest -- --template react-ts`, with Apollo Client.
import { gql, type TypedDocumentNode } from '@apollo/client';
import { ApolloProvider, useQuery, useSubscription } from '@apollo/client/react';
import { createRoot } from 'react-dom/client';
import { createApollo } from './apollo.js';

interface Model {
  id: string;
  name: string;
  status: string;
}
interface Projects {
  projects: { nodes: { id: string; name: string; modelVersions: { nodes: Model[] } }[] };
}

// npm run codegen of the gateway makes such documents with their types: schema/generated/operations.ts.
const MODELS: TypedDocumentNode<Projects> = gql`
  query Models {
    projects {
      nodes { id name modelVersions(first: 10) { nodes { id name status } } }
    }
  }
`;
const CHANGES = gql`
  subscription Changes {
    modelVersionStatusChanged {
      modelVersion { id status }
    }
  }
`;

function Models() {
  const { data, error } = useQuery(MODELS);
  useSubscription(CHANGES); // the cache finds the model by its id, and the list shows the change
  if (error) return <p role="alert">{error.message}</p>;
  return (
    <ul>
      {data?.projects.nodes.flatMap((project) =>
        project.modelVersions.nodes.map(({ id, name, status }) => (
          <li key={id}>{`${project.name}/${name} ${status}`}</li>
        )),
      )}
    </ul>
  );
}

const gateway = document.querySelector<HTMLMetaElement>('meta[name=gateway]')?.content ?? location.origin;
const client = createApollo(gateway, () => sessionStorage.getItem('token') ?? '');
createRoot(document.getElementById('root') as HTMLElement).render(
  <ApolloProvider client={client}>
    <Models />
  </ApolloProvider>,
);
