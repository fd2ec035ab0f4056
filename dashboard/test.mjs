// Runs src/test/ts: plain functions on small input, without a page.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'segmenta-dashboard-'));
const names = readdirSync(join(home, 'src/test/ts'));
await build({
  absWorkingDir: home,
  entryPoints: names.map(name => `src/test/ts/${name}`),
  bundle: true,
  format: 'esm',
  platform: 'node',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: out,
  outExtension: { '.js': '.mjs' },
  loader: { '.css': 'empty' },
  logLevel: 'error',
});
const ended = spawnSync(process.execPath, ['--test', ...names.map(name => join(out, name.replace('.ts', '.mjs')))], {
  stdio: 'inherit',
});
rmSync(out, { recursive: true });
process.exit(ended.status ?? 1);
