/** Every operation of schema/examples, its comment included. build.mjs puts it in. */
declare const EXAMPLES: readonly string[];

/** File names of Monaco's workers, next to the script. build.mjs puts them in. */
declare const WORKERS: { readonly editor: string; readonly json: string; readonly graphql: string };

declare module '*.css';

// Monaco's single features have no types.
declare module 'monaco-editor/esm/vs/*';
