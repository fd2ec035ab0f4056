// Makes dist/ from src/, the same bytes on every machine. `--out DIR` writes elsewhere, `--serve API` serves while
// writing and hands what is not the dashboard's to the HTTP API at that address.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const HOME = dirname(fileURLToPath(import.meta.url));
const FONT = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

const options = {
  absWorkingDir: HOME,
  entryPoints: { app: 'src/main.tsx' },
  entryNames: '[name].[hash]',
  chunkNames: '[name].[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2023',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  external: ['/*.woff2'],
  legalComments: 'none',
  charset: 'utf8',
  write: false,
  outdir: 'dist',
};

/** Scripts are fetched by screen; the style is one file, whatever screen is first. */
const SCRIPTS = { ...options, splitting: true, metafile: true, loader: { '.css': 'empty' } };
const STYLE = { ...options };

const hash = bytes => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

function page({ script, needed, style, font }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Segmenta</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/${style}">
<link rel="preload" href="/${font}" as="font" type="font/woff2" crossorigin>
${needed.map(name => `<link rel="modulepreload" href="/${name}">\n`).join('')}\
<script type="module" src="/${script}"></script>
</head>
<body>
<div id="app"></div>
<noscript>Segmenta's dashboard needs JavaScript. The same is told by the API at /docs.</noscript>
</body>
</html>
`;
}

/** All licences of what goes into the bundle, in the order of names. */
function thirdParty() {
  const shipped = Object.keys(JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')).dependencies);
  const parts = [...shipped, '@preact/signals-core'].sort().map(name => {
    const folder = join(HOME, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').replace(/\r/g, '').trim()}\n`;
  });
  return parts.join(`\n${'-'.repeat(72)}\n\n`);
}

/** The files of the dashboard by name. */
function files(scripts, whole) {
  const font = readFileSync(join(HOME, FONT));
  const fontName = `inter.${hash(font)}.woff2`;
  const style = whole.outputFiles.find(file => file.path.endsWith('.css'));
  const css = Buffer.from(style.text.replaceAll('/inter.woff2', `/${fontName}`));
  const styleName = `app.${hash(css)}.css`;
  const [entry, { imports }] = Object.entries(scripts.metafile.outputs).find(([, { entryPoint }]) =>
    entryPoint?.endsWith('src/main.tsx'),
  );
  // What the first script cannot do without is fetched beside it, not after it.
  const needed = imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path));
  const first = { script: basename(entry), needed: needed.sort(), style: styleName, font: fontName };
  return new Map([
    ['index.html', Buffer.from(page(first))],
    ...scripts.outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]),
    [styleName, css],
    [fontName, font],
    ['third-party.txt', Buffer.from(thirdParty())],
  ]);
}

function write(folder, contents) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of contents) writeFileSync(join(folder, name), bytes);
}

const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};

/** The headers that the API sends with the page; `bucket` is where files are put. */
const headers = (name, bucket) => ({
  'content-type': TYPES[name.split('.').pop()],
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    `font-src 'self'; connect-src 'self' ${bucket}; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});

async function serve(api, port, bucket) {
  let contents = new Map();
  const made = {};
  const keep = part => ({
    name: 'keep',
    setup: steps =>
      steps.onEnd(result => {
        if (result.errors.length) return;
        made[part] = result;
        if (made.scripts && made.style) contents = files(made.scripts, made.style);
      }),
  });
  for (const [part, of] of Object.entries({ scripts: SCRIPTS, style: STYLE }))
    await (await context({ ...of, plugins: [keep(part)] })).watch();
  createServer((asked, answer) => {
    const path = new URL(asked.url, 'http://any').pathname;
    if (/^\/(api|predict|health|docs)(\/|$)/.test(path)) {
      const to = request(new URL(asked.url, api), { method: asked.method, headers: asked.headers }, from => {
        answer.writeHead(from.statusCode, from.headers);
        from.pipe(answer);
      });
      to.on('error', () => answer.writeHead(502).end());
      asked.pipe(to);
      return;
    }
    const name = contents.has(path.slice(1)) ? path.slice(1) : 'index.html';
    answer.writeHead(200, headers(name, bucket)).end(contents.get(name));
  }).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
}

const [flag, value, port = '8742', bucket = ''] = process.argv.slice(2);
if (flag === '--serve') {
  await serve(value ?? 'http://127.0.0.1:8080', Number(port), bucket);
} else {
  write(flag === '--out' ? value : join(HOME, 'dist'), files(await build(SCRIPTS), await build(STYLE)));
}
