/* server.mjs - the program under test, and a browser in front of it. SPDX-License-Identifier: Apache-2.0
 *
 * Starts build/yagura (or YAGURA) on a port of its own with the small capture; YAGURA_URL and
 * YAGURA_TOKEN name one that runs already. With YAGURA_SLOW=400 each answer comes up to 400 ms late:
 * a test that does not wait for what it asked for fails then.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture } from './capture.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axeSource = require('axe-core').source;

export const program = process.env.YAGURA ?? fileURLToPath(new URL('../../build/yagura', import.meta.url));

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/* The program prints its one-time link; what it printed until then is told when it does not. */
function linkOf(child) {
  return new Promise((resolve, reject) => {
    let told = '';
    const hear = (chunk) => {
      told += chunk;
      const found = /(https?:\/\/[^\s/]+)\/?#\/signin\?token=([\w.~-]+)/.exec(told);
      if (found) resolve({ url: found[1], token: found[2] });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => reject(new Error(`yagura ended with ${code}:\n${told}`)));
    child.on('error', reject);
    setTimeout(() => reject(new Error(`no one-time link after 30 s:\n${told}`)), 30_000).unref();
  });
}

/** The program on this capture, or on none; stop() also removes the folder, which holds the database. */
export async function startProgram(folder, file, more = []) {
  const port = await freePort();
  const child = spawn(program, ['run', '--db', join(folder, 'test.db'), '--listen', `127.0.0.1:${port}`, ...(file ? ['-r', file] : []), ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async () => {
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await linkOf(child)), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** prepare(folder, capture) may change the capture, and the database test.db, before the program starts. */
export async function startServer(prepare) {
  if (process.env.YAGURA_URL) return { url: process.env.YAGURA_URL, token: process.env.YAGURA_TOKEN, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'yagura-web-'));
  const file = join(folder, 'small.pcap');
  writeFileSync(file, capture());
  prepare?.(folder, file);
  return startProgram(folder, file);
}

/** startServer on a minute of the simulated plant. */
export const startPlant = () => startServer((_, file) => execFileSync(program, ['simulate', '-o', file, '--minutes', '1']));

/** The model factory as `./run` alone shows it, so many minutes of it (0: as many as there). */
export function startSample(minutes = 0, more = []) {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-sample-'));
  const file = join(folder, 'plant.pcap');
  execFileSync(program, ['simulate', '-o', file, ...(minutes ? ['--minutes', String(minutes)] : [])]);
  return startProgram(folder, file, ['--demo', ...more]);
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

const late = Number(process.env.YAGURA_SLOW ?? 0);

export const password = 'watch the tower at dawn';

/** Comes in by the one-time link and sets the first password. */
export async function signIn(page, server) {
  await page.goto(`${server.url}/#/signin?token=${server.token}`);
  await page.waitForSelector('input[autocomplete=new-password]');
  for (const field of await page.locator('input[autocomplete=new-password]').all()) await field.fill(password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.nav');
}

/* Counts what the page asks the server and has no answer to yet; the stream of events never ends and is not counted. */
function countAsked(page) {
  const asked = new Set();
  page.on('request', (request) => request.resourceType() === 'fetch' && !request.url().endsWith('/events') && asked.add(request));
  page.on('requestfailed', (request) => asked.delete(request));
  page.on('response', (answer) => asked.delete(answer.request())); /* its end is told only when somebody reads that far */
  return asked;
}

/* A frame, or the time in which a page behind another one would have drawn it: there no frames come. */
const drawn = () =>
  new Promise((done) => {
    setTimeout(done, 100);
    requestAnimationFrame(() => setTimeout(done));
  });

/* Until nothing is asked any more and the answers are drawn: a view draws its frame before its last answer is there. */
async function settled(page, asked, limit = 10_000) {
  const end = Date.now() + limit;
  let calm = 0;
  while (calm < 3 && Date.now() < end) {
    await page.evaluate(drawn);
    calm = asked.size === 0 ? calm + 1 : 0;
  }
}

/** A page that collects whatever goes wrong in it; what it waits for is there with all its answers. */
export async function openPage(context, url) {
  const page = await context.newPage();
  page.wrongs = [];
  const asked = countAsked(page);
  const appears = page.waitForSelector.bind(page);
  page.waitForSelector = async (...what) => {
    const found = await appears(...what);
    await settled(page, asked).catch(() => undefined);
    return found;
  };
  if (late > 0) await page.route(/\/api\/(?!.*events$)/, (route) => void setTimeout(() => route.continue().catch(() => undefined), Math.random() * late));
  page.on('pageerror', (error) => page.wrongs.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) page.wrongs.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) page.wrongs.push(`asked outside: ${request.url()}`);
  });
  return page;
}

/** Asks the API below /api/v1 as who is signed in: {status, body}, the body null when it is no JSON. */
export function sendFrom(page, method, path, body) {
  return page.evaluate(
    async ([how, to, what]) => {
      const answer = await fetch(`/api/v1${to}`, { method: how, headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, ...(what === undefined ? {} : { body: JSON.stringify(what) }) });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    },
    [method, path, body],
  );
}

/** What WCAG 2.2 AA finds wrong within the first element of `where`, a line each. */
export async function accessFaults(page, where = 'html') {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((within) => globalThis.axe.run(document.querySelector(within), { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }), where);
  return violations.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** The same of pages, in each language, with the page's address before the line. */
export async function accessFaultsOf({ page, open }, hashes, languages = ['ja', 'en']) {
  const wrong = [];
  for (const language of languages) {
    await open('#/settings', '.page h1');
    await page.locator('select').first().selectOption(language);
    await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
    for (const hash of hashes) {
      await open(hash, '.page h1');
      await page.waitForFunction(() => !document.querySelector('.loading'));
      for (const fault of await accessFaults(page)) wrong.push(`${hash} ${language} ${fault}`);
    }
  }
  return wrong;
}

/** A program, a browser, and a page of it, signed in unless `signedIn` is false; the test says `after(stop)`. */
export async function startPage({ start = startServer, signedIn = true, height = 768, timeout = 15_000 } = {}) {
  const server = await start();
  let browser;
  const stop = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await startBrowser();
    const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1366, height } });
    const page = await openPage(context, server.url);
    page.setDefaultTimeout(timeout);
    if (signedIn) await signIn(page, server);
    const open = async (hash, ready) => {
      await page.goto(`${server.url}/${hash}`);
      await page.waitForSelector(ready);
    };
    const send = (method, path, body) => sendFrom(page, method, path, body);
    return { server, browser, context, page, open, send, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Until what the page asks the server holds; waitForFunction takes a promise for an answer and would not wait. */
export async function until(page, asks, argument, limit = 60_000) {
  const end = Date.now() + limit;
  while (!(await page.evaluate(asks, argument))) {
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${asks}`);
    await page.waitForTimeout(100);
  }
}
