import { useEffect, useState } from 'react';
import { createBoardClient, storedToken } from './data/session.js';
import { BoardStore } from './data/store.js';
import { type Board, BoardContext, SnapshotContext, useFollowed, useSnapshot } from './data/use-board.js';
import { nextFrame, onWake } from './data/wake.js';
import { ModelPage } from './pages/model.js';
import { Overview } from './pages/overview.js';
import { ProjectPage } from './pages/project.js';
import { Announcer } from './parts/announcer.js';
import { Awaited, AwaitedOverview } from './parts/awaited.js';
import { Boundary } from './parts/boundary.js';
import { Header } from './parts/header.js';
import { Keys } from './parts/keys.js';
import { NoSuch, Notice } from './parts/notice.js';
import { SignIn } from './parts/sign-in.js';
import { StaleBar } from './parts/stale-bar.js';
import { useRoute } from './route.js';

/** How old the list of projects may become. */
const REFRESH_MS = 60_000;

/** The board, begun anew for each caller that signs in. */
export function App() {
  const [caller, setCaller] = useState(0);
  return <CallersBoard key={caller} onSignIn={() => setCaller(caller + 1)} />;
}

function CallersBoard({ onSignIn }: { readonly onSignIn: () => void }) {
  const board = useNewBoard();
  const snapshot = useFollowed(board.store);
  return (
    <BoardContext value={board}>
      <SnapshotContext value={snapshot}>
        <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
          Skip to the content
        </button>
        <Header onSignIn={onSignIn} />
        <StaleBar />
        <Main onSignIn={onSignIn} />
        <Keys />
        <Announcer />
      </SnapshotContext>
    </BoardContext>
  );
}

/** One that is current for as long as it shows. */
function useNewBoard(): Board {
  const [board] = useState(() => {
    const client = createBoardClient();
    return { client, store: new BoardStore(client, nextFrame) };
  });
  useEffect(() => {
    void board.store.run();
    const endWake = onWake(() => board.store.restart());
    const timer = setInterval(() => void board.store.refresh(), REFRESH_MS);
    return () => {
      endWake();
      clearInterval(timer);
      board.store.end();
    };
  }, [board]);
  return board;
}

function Main({ onSignIn }: { readonly onSignIn: () => void }) {
  const { connection, phase } = useSnapshot();
  const route = useRoute();
  const isOld = phase.kind === 'ready' && (connection === 'lost' || connection === 'catching-up');
  return (
    <main id="content" tabIndex={-1} data-old={isOld}>
      <Boundary key={JSON.stringify(route)}>
        <Content onSignIn={onSignIn} />
      </Boundary>
    </main>
  );
}

function Content({ onSignIn }: { readonly onSignIn: () => void }) {
  const route = useRoute();
  const { phase } = useSnapshot();
  if (phase.kind === 'signed-out') return <SignedOut onSignIn={onSignIn} />;
  if (phase.kind === 'failed')
    return (
      <Notice kind="failed" title="The gateway cannot be read">
        <p>{phase.message}</p>
        <p>The page tries again by itself.</p>
        <button type="button" onClick={onSignIn}>
          Try now
        </button>
      </Notice>
    );
  if (route.page === 'nowhere') return <NoSuch what={route.what} />;
  if (phase.kind === 'loading')
    return route.page === 'overview' ? <AwaitedOverview /> : <Awaited arn={route.arn} />;
  if (route.page === 'project') return <ProjectPage key={route.arn} arn={route.arn} />;
  if (route.page === 'model') return <ModelPage key={route.arn} arn={route.arn} />;
  return <Overview />;
}

function SignedOut({ onSignIn }: { readonly onSignIn: () => void }) {
  const isNew = storedToken() === null;
  return (
    <Notice title={isNew ? 'Sign in' : 'Sign in again'}>
      <p>
        {isNew
          ? 'This gateway asks for an API key or a token.'
          : 'Your key or token is not accepted: it is wrong, or it has expired.'}{' '}
        What you give is kept until you close this tab.
      </p>
      <SignIn onDone={onSignIn} isAlone />
    </Notice>
  );
}
