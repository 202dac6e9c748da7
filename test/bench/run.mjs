// node test/bench/run.mjs <name>…: bundles test/bench/<name>.ts and runs it, one after the other.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** In a bundle too, `__dirname` is where the source is: files are found from there. */
const ownFolders = {
  name: 'own folders',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const own = text.includes('__dirname') ? `const __dirname = ${JSON.stringify(dirname(path))};\n` : '';
      return { contents: own + text, loader: 'ts' };
    }),
};
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

for (const name of process.argv.slice(2)) {
  const outfile = `dist/bench/${name}.js`;
  await build({
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
    plugins: [ownFolders],
  });
  execFileSync(process.execPath, [outfile], { env, stdio: 'inherit' });
}
