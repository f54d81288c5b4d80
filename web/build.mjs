/* build.mjs - bundles the page into dist/. SPDX-License-Identifier: Apache-2.0
 *
 * `node build.mjs` builds once, `node build.mjs --watch` keeps building. Fails when the bundle
 * outgrows its budget, or when something in it would need an address outside of the plant.
 */
import { context, build } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const budget = 400 * 1024;

/* The names of the texts, "group.": "name name", stand in one file for both languages: a quarter of each file was names. */
function groupsOf(texts) {
  const groups = {};
  for (const key of Object.keys(texts)) {
    const rest = key.indexOf('.') + 1;
    (groups[key.slice(0, rest)] ??= []).push(key.slice(rest));
  }
  return groups;
}

const textsOnce = {
  name: 'texts-once',
  setup(builder) {
    const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
    builder.onResolve({ filter: /^texts:names$/ }, () => ({ path: join(here, 'src/i18n/ja.json'), namespace: 'names' }));
    builder.onLoad({ filter: /.*/, namespace: 'names' }, ({ path }) => {
      const groups = Object.entries(groupsOf(read(path))).map(([group, names]) => [group, names.join(' ')]);
      return {
        watchFiles: [path],
        contents: `const groups = ${JSON.stringify(Object.fromEntries(groups))};
          export const named = (texts) => Object.fromEntries(Object.entries(groups).flatMap(([group, names]) => names.split(' ').map((name) => [group + name, texts.shift()])));`,
      };
    });
    builder.onLoad({ filter: /i18n\/(ja|en)\.json$/, namespace: 'file' }, ({ path }) => {
      const texts = read(path);
      const values = Object.entries(groupsOf(read(join(here, 'src/i18n/ja.json')))).flatMap(([group, names]) => names.map((name) => texts[group + name]));
      return { contents: `import { named } from 'texts:names'; export default named(${JSON.stringify(values)});` };
    });
  },
};

/* The map brings a library of its own; it is an entry, so that its file keeps its name. */
const options = {
  absWorkingDir: here,
  entryPoints: { app: 'src/main.tsx', canvas: 'src/map/canvas.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2021'],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
  plugins: [textsOnce],
  define: { 'process.env.NODE_ENV': '"production"' },
};

function copyStatic() {
  for (const name of ['index.html', 'favicon.svg']) copyFileSync(join(here, 'src', name), join(dist, name));
}

function checkBundle() {
  let total = 0;
  for (const name of readdirSync(dist)) {
    const bytes = readFileSync(join(dist, name));
    const size = gzipSync(bytes, { level: 9 }).length;
    total += size;
    console.log(`${name.padEnd(24)} ${String(Math.ceil(size / 1024)).padStart(5)} kB compressed`);
  }
  console.log(`${'total'.padEnd(24)} ${String(Math.ceil(total / 1024)).padStart(5)} kB of ${budget / 1024}`);
  if (total <= budget) return;
  console.error('build: the bundle is larger than its budget');
  process.exit(1);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
copyStatic();
if (process.argv.includes('--watch')) {
  const watcher = await context(options);
  await watcher.watch();
} else {
  await build(options);
  checkBundle();
}
