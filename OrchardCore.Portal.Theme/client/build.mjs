// Builds everything the browser gets: four stylesheets, three scripts, one icon sprite and the fonts,
// each text file with a brotli and a gzip copy beside it. Outputs are never committed.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { compileAsync } from 'sass';
import subsetFont from 'subset-font';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, 'node_modules');
const portal = join(here, '../../OrchardCore.Portal.Module/Portal/wwwroot');
const frame = join(here, '../wwwroot');
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
const sizes = [];

await Promise.all([portal, frame].map(folder => rm(folder, { recursive: true, force: true })));
await Promise.all([
  style('portal', portal),
  style('frame', frame),
  style('inside', frame),
  style('cms', frame),
  script('portal', portal),
  script('charts', portal),
  script('usage', portal),
  icons(),
  fonts(),
]);
console.log(sizes.sort().join('\n'));

async function style(name, folder) {
  const { css } = await compileAsync(join(here, `styles/${name}.scss`), {
    style: 'compressed',
    loadPaths: [packages],
    quietDeps: true,
    // Bootstrap 5.3 is still written with @import; our own partials are modules.
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  await put(folder, `${name}.css`, css.replace(/^\uFEFF/, '').replaceAll('.portal :root', '.portal'));
}

async function script(name, folder) {
  const { outputFiles } = await bundle({
    entryPoints: [join(here, `scripts/${name}.js`)],
    bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', legalComments: 'none',
  });
  await put(folder, `${name}.js`, outputFiles[0].text);
}

async function icons() {
  const names = (await readFile(join(here, 'icons.txt'), 'utf8')).split('\n').map(line => line.trim()).filter(line => line && !line.startsWith('#'));
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(join(packages, `lucide-static/icons/${name}.svg`), 'utf8');
    const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '').replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  }));
  await put(portal, 'icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

// Only the letters, weights and features that a page uses: 19 KB for Inter where the package's own file has 48.
// Letters with accents lie in files of their own, which browsers fetch only when a page has such a letter.
async function fonts() {
  const latin = range(0x20, 0x7e) + range(0xa0, 0xbf) + '–—‘’“”•…−×÷€←→↑↓✓′″‹›™\u2011\u2009\u202f₂₃';
  const accents = range(0xc0, 0xd6) + range(0xd8, 0xf6) + range(0xf8, 0xff) + 'œŒ';
  const ext = range(0x100, 0x17f) + range(0x218, 0x21b) + range(0x1e80, 0x1e85) + 'ẞ';
  const keepFeatures = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum', 'lnum'];
  const cut = async (name, source, letters, weights) => {
    const file = await readFile(join(packages, '@fontsource-variable', source));
    const font = await subsetFont(file, letters, { targetFormat: 'woff2', keepFeatures, variationAxes: { wght: weights } });
    await put(frame, `fonts/${name}.woff2`, font, false);
  };
  const body = { min: 400, max: 700 };
  const display = 600; // headings have one weight
  await cut('inter', 'inter/files/inter-latin-wght-normal.woff2', latin, body);
  await cut('inter-accents', 'inter/files/inter-latin-wght-normal.woff2', accents, body);
  await cut('inter-ext', 'inter/files/inter-latin-ext-wght-normal.woff2', ext, body);
  await cut('source-serif', 'source-serif-4/files/source-serif-4-latin-wght-normal.woff2', latin, display);
  await cut('source-serif-accents', 'source-serif-4/files/source-serif-4-latin-wght-normal.woff2', accents, display);
  await cut('source-serif-ext', 'source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2', ext, display);
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
}

async function put(folder, name, content, text = true) {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  let small = content.length;
  if (text) {
    const bytes = Buffer.from(content);
    const packed = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    await writeFile(`${file}.br`, packed);
    await writeFile(`${file}.gz`, await zip(bytes, { level: 9 }));
    small = packed.length;
  }
  sizes.push(`${name.padEnd(28)}${(content.length / 1024).toFixed(1).padStart(7)} KB ${(small / 1024).toFixed(1).padStart(7)} KB sent`);
}
