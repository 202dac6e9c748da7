import { useEffect, useMemo, useState } from 'react';
import { createBoardClient } from './data/session.js';
import { BoardStore } from './data/store.js';
import { BoardContext, useSnapshot } from './data/use-board.js';
import { ModelPage } from './pages/model.js';
import { Overview } from './pages/overview.js';
import { ProjectPage } from './pages/project.js';
import { Header, SignIn } from './parts/header.js';
import { Keys } from './parts/keys.js';
import { Notice, Skeleton } from './parts/notice.js';
import { useRoute } from './route.js';

/** The board, begun anew for each caller who signs in. */
export function App() {
  const [caller, setCaller] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another caller is another board
  const board = useMemo(() => {
    const client = createBoardClient();
    return { client, store: new BoardStore(client) };
  }, [caller]);
  useEffect(() => {
    void board.store.run();
    return () => board.store.end();
  }, [board]);
  const restart = () => setCaller(caller + 1);
  return (
    <BoardContext value={board}>
      <Header onSignIn={restart} />
      <main id="content">
        <Content onSignIn={restart} />
      </main>
      <Keys />
    </BoardContext>
  );
}

function Content({ onSignIn }: { readonly onSignIn: () => void }) {
  const route = useRoute();
  const { phase } = useSnapshot();
  if (phase.kind === 'signed-out')
    return (
      <Notice title="Who are you?">
        <p>This gateway asks for an API key or a token. It is kept until you close this tab.</p>
        <SignIn onDone={onSignIn} />
      </Notice>
    );
  if (phase.kind === 'failed')
    return (
      <Notice kind="failed" title="The gateway could not be read">
        <p>{phase.message}</p>
        <button type="button" onClick={onSignIn}>
          Try again
        </button>
      </Notice>
    );
  if (phase.kind === 'loading') return <Skeleton rows={6} />;
  if (route.page === 'project') return <ProjectPage key={route.arn} arn={route.arn} />;
  if (route.page === 'model') return <ModelPage key={route.arn} arn={route.arn} />;
  return <Overview />;
}
