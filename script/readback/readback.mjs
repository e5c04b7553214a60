// Reads what onrecord exports with the reader of each ecosystem, and compares what they find with the lists.
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync, mkdtempSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
const require = createRequire(import.meta.url);
const onrecord = process.argv[2], dir = mkdtempSync(join(tmpdir(), 'readback-'));
const run = (...args) => execFileSync(onrecord, args, {maxBuffer: 1 << 30});
const count = (...args) => Number(run(...args, '--count').toString());
const rows = (...args) => run(...args, '--format', 'jsonl').toString().split('\n').filter(Boolean).map(l => JSON.parse(l));
const out = (...args) => run('export', '-q', '--format', ...args).toString();
let faults = 0;
const check = (what, got, want) => { const ok = JSON.stringify(got) === JSON.stringify(want); if (!ok) faults++; console.log(`${ok ? 'ok  ' : 'FAIL'} ${what}: ${JSON.stringify(got).slice(0,100)}${ok ? '' : ' want ' + JSON.stringify(want).slice(0,100)}`); };
const attempt = async (what, f) => { try { await f(); } catch (e) { faults++; console.log(`FAIL ${what}: ${String(e && e.stack || e).slice(0, 400)}`); } };

await attempt('bibtex, ris, csl', async () => {
  const {Cite} = require('@citation-js/core');
  require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris'); require('@citation-js/plugin-csl');
  const articles = rows('articles');
  for (const form of ['bibtex', 'ris', 'csl']) {
    const read = new Cite(out(form));
    check(form + ' titles', read.data.map(d => d.title || '').sort(), articles.map(a => a.title || '').sort());
    check(form + ' formatted', typeof read.format('bibliography', {format: 'text'}), 'string');
  }
});
for (const [form, pkg] of [['gexf', 'graphology-gexf'], ['graphml', 'graphology-graphml']]) await attempt(form, async () => {
  const Graph = require('graphology');
  const text = run('network', '--format', form).toString();
  const {DOMParser} = await import('@xmldom/xmldom').catch(() => ({}));
  const lib = require(pkg);
  const graph = form === 'gexf' ? lib.parse(Graph.MultiGraph || Graph, text, {allowUndeclaredAttributes: false}) : lib.parse(Graph.MultiGraph || Graph, DOMParser ? new DOMParser().parseFromString(text, 'text/xml') : text);
  const list = rows('network');
  check(form + ' nodes', graph.order, list.filter(r => r.kind === 'node').length);
  check(form + ' edges', graph.size, list.filter(r => r.kind === 'edge').length);
});
await attempt('webannotation', async () => {
  const page = JSON.parse(out('webannotation'));
  const contexts = new Set(JSON.stringify(page).match(/"@context":"[^"]+"/g));
  check('webannotation contexts', [...contexts], ['"@context":"http://www.w3.org/ns/anno.jsonld"']);
  const items = page.items || page.first.items;
  check('webannotation items', items.length, count('statements'));
});
await attempt('followthemoney', async () => {
  const {Model, defaultModel} = require('@alephdata/followthemoney');
  const model = new Model(defaultModel);
  const entities = out('followthemoney').split('\n').filter(Boolean).map(l => JSON.parse(l));
  let n = 0, unknown = [];
  for (const e of entities) {
    const entity = model.getEntity(e); // throws for a schema or a property that the model has not
    for (const p of Object.keys(e.properties)) if (!entity.schema.hasProperty(p)) unknown.push(e.schema + '.' + p);
    n++;
  }
  check('followthemoney properties', unknown, []);
  check('followthemoney articles', entities.filter(e => e.schema === 'Article').length, count('articles'));
});
await attempt('timelinejs', async () => {
  const {JSDOM} = require('jsdom');
  globalThis.window = new JSDOM('<!doctype html>', {url: 'https://onrecord.example/'}).window; // TimelineJS is made for browsers
  globalThis.document = window.document;
  for (const name of ['Node', 'Element', 'HTMLElement', 'DOMParser', 'getComputedStyle', 'navigator']) globalThis[name] ??= window[name];
  const bundle = join(dir, 'timeline.mjs');
  require('esbuild').buildSync({entryPoints: [require.resolve('@knight-lab/timelinejs/src/js/core/TimelineConfig.js')], bundle: true, format: 'esm', outfile: bundle});
  const {TimelineConfig} = await import(bundle);
  for (const [what, text] of [['statements', out('timelinejs')], ['timeline', run('timeline', '-q', '--format', 'timelinejs').toString()]]) {
    const data = JSON.parse(text), n = data.events.length, read = new TimelineConfig(data);
    read.validate();
    check(`timelinejs ${what} faults`, read.getErrors(), []);
    check(`timelinejs ${what} slides`, read.events.length, n);
  }
});
for (const list of ['articles', 'statements', 'events', 'assertions', 'memberships', 'stories', 'threads', 'incidents', 'agreements', 'disputes', 'positions', 'naming', 'inconsistencies', 'timeline']) await attempt(list, async () => {
  const csv = run(list, '--format', 'csv');
  const file = form => { const f = join(dir, list + '.' + form); run(list, '--format', form, '-o', f); return f; };
  const {parquetReadObjects} = await import('hyparquet');
  const b = readFileSync(file('parquet'));
  const parquet = b.length ? await parquetReadObjects({file: b.buffer.slice(b.byteOffset, b.byteOffset + b.length)}) : [];
  const book = new (require('exceljs').Workbook)();
  await book.xlsx.readFile(file('xlsx'));
  const sheet = book.worksheets[0], want = list === 'timeline' ? rows(list).length : count(list);
  check(list + ' parquet rows', parquet.length, want);
  check(list + ' xlsx rows', sheet.rowCount - 1, want);
  if (want > 0) check(list + ' same cells', parquet.map(r => Object.values(r).map(v => v ?? '')), Array.from({length: want}, (_, i) => Object.keys(parquet[0]).map((_, j) => String(sheet.getRow(i + 2).getCell(j + 1).text ?? ''))));
});
console.log(faults ? `${faults} faults` : 'all read back');
process.exit(faults ? 1 : 0);
