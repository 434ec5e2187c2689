// The development binary, serving the demonstration district from a temporary folder.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A Friday morning in Lumajang: the week is open, and so is last week's grace. */
export const NOW = '2026-11-20T09:00:00+07:00';

/** What a run leaves to look at: pictures of the pages, and what the server said. */
export const SHOTS = fileURLToPath(new URL('../shots/', import.meta.url));

const READY_WITHIN_MS = 180_000;
let running;

/** Starts the server at the first call: `{ url, logins: { role: { login, password } }, data }`. */
export const server = () => (running ??= start());

export async function stopServer() {
  if (!running) return;
  const { child, exited, data, output } = await running;
  child.kill('SIGTERM');
  await exited;
  await mkdir(SHOTS, { recursive: true });
  await writeFile(join(SHOTS, 'server.log'), output());
  await rm(data, { recursive: true, force: true });
}

async function start() {
  const data = await mkdtemp(join(tmpdir(), 'pekan-journeys-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(binary(), ['demo'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PEKAN_DATA_DIR: data,
      PEKAN_NOW: NOW,
      PEKAN_TICK_SECONDS: '1',
      PEKAN_MAIL_PER_MINUTE: '6000', // a whole district is reminded at the start
      ROCKET_ADDRESS: '127.0.0.1',
      ROCKET_PORT: String(port),
    },
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  let ended = false;
  const exited = new Promise((done) => child.once('close', done)).then(() => (ended = true));
  child.once('error', (error) => ((ended = true), (output += error)));

  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const logins = readLogins(output);
    if (Object.keys(logins).length > 0 && (await isReady(url))) {
      return { url, logins, data, child, exited, output: () => output };
    }
    if (ended || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`pekan demo did not come up:\n${output}`);
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** An installation before its first run: `{ url, token, stop }`. */
export async function freshServer() {
  const data = await mkdtemp(join(tmpdir(), 'pekan-first-run-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(binary(), ['serve', '--no-worker'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PEKAN_DATA_DIR: data,
      PEKAN_NOW: NOW,
      ROCKET_ADDRESS: '127.0.0.1',
      ROCKET_PORT: String(port),
    },
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  const exited = new Promise((done) => child.once('close', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(data, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const token = /enter this key, once: (\S+)/.exec(output)?.[1];
    if (token && (await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false))) {
      return { url, token, stop };
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
  await stop();
  throw new Error(`pekan serve did not come up:\n${output}`);
}

/** After a line that begins with "Login": `role<TAB>login<TAB>password`, one a line. */
function readLogins(output) {
  const lines = output.split('\n');
  const heading = lines.findIndex((line) => line.startsWith('Login'));
  const logins = {};
  if (heading < 0) return logins;
  for (const line of lines.slice(heading + 1, -1)) {
    const [role, login, password] = line.trim().split('\t');
    if (!password) break;
    logins[role] = { login, password };
  }
  return logins;
}

const isReady = (url) =>
  fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);

function binary() {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
  return process.env.PEKAN_BINARY ?? join(target, 'debug/pekan');
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Waits for a mail written since then whose text holds a link of this shape; returns the link. */
export async function linkFromMail(shape, since) {
  const { data } = await server();
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const file of await mailFiles(data)) {
      if ((await stat(file)).mtimeMs < since) continue;
      const links = decodedText(await readFile(file, 'latin1')).match(/https?:\/\/\S+/g) ?? [];
      const link = links.find((address) => shape.test(address));
      if (link) return link;
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`no mail with a link like ${shape} came`);
}

async function mailFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.name.endsWith('.eml'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The first plain-text part of a mail. */
function decodedText(mail) {
  const part = mail.slice(Math.max(0, mail.search(/content-type: text\/plain/i)));
  const encoding = /content-transfer-encoding: (\S+)/i.exec(part)?.[1].toLowerCase();
  const body = part.slice(part.indexOf('\r\n\r\n') + 4).split(/\r\n--/, 1)[0];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
