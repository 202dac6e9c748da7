import { Component, type ReactNode } from 'react';
import { Notice } from './notice.js';

interface Props {
  readonly children: ReactNode;
}

/** A page that fails says so, and how to go on; also where a part of it could not be loaded. */
export class Boundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Notice kind="failed" title="This page has failed">
        <p>A part of it could not be loaded, or it has a fault. What was sent to the gateway goes on.</p>
        <button type="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </Notice>
    );
  }
}
