// The development binary, serving the demonstration district from a temporary folder.
import { spawn } from 'node:child_process';
import {
  cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A Friday morning: the week is open, and so is last week's grace. */
export const NOW = '2026-11-20T09:00:00+07:00';

/** What a run leaves to look at: pictures of the pages, and what the servers said. */
export const SHOTS = fileURLToPath(new URL('../shots/', import.meta.url));

/** Filled demonstrations, one for each build of the binary. */
const FILLED = fileURLToPath(new URL('../filled/', import.meta.url));

/** A build that is not optimised fills a district, on a busy machine, within minutes. */
const READY_WITHIN_MS = 600_000;
/** What the worker says of a new demonstration once it has nothing more to do in it. */
const FIRST_WORK = [
  /periods closed/,
  /photos compared/,
  /purchases proposed to reviewers/,
  /told of a close[^]*mail sent=\d+ queued=0/,
];
let running;

/**
 * Starts the server at the first call: `{ url, logins: { role: { login, password } }, data }`. Each
 * process has its own, over its own copy of the demonstration.
 */
export const server = () => (running ??= start());

async function start() {
  const data = await mkdtemp(join(tmpdir(), 'pekan-journeys-'));
  await cp(await filledDemo(), data, { recursive: true });
  return launchDemo(data);
}

export async function stopServer() {
  if (!running) return;
  const { stop, data, output } = await running;
  await stop();
  await mkdir(SHOTS, { recursive: true });
  await writeFile(join(SHOTS, `server-${basename(process.argv[1], '.js')}.log`), output());
  await rm(data, { recursive: true, force: true });
}

/** The data folder of a demonstration in which the worker has done its first work: that takes long. */
export async function filledDemo() {
  const { size, mtimeMs } = await stat(binary());
  const name = `${size}-${Math.round(mtimeMs)}-${Date.parse(NOW)}`;
  await mkdir(FILLED, { recursive: true });
  const present = await readdir(FILLED);
  if (present.includes(name)) return join(FILLED, name);
  for (const old of present) await rm(join(FILLED, old), { recursive: true, force: true });

  const data = await mkdtemp(join(tmpdir(), 'pekan-filling-'));
  const { settled, stop } = await launchDemo(data);
  await settled();
  await stop();
  await cp(data, join(FILLED, `${name}.part`), { recursive: true });
  await rename(join(FILLED, `${name}.part`), join(FILLED, name));
  await rm(data, { recursive: true, force: true });
  return join(FILLED, name);
}

async function launchDemo(data) {
  const demo = await launch(['demo'], data, {
    PEKAN_TICK_SECONDS: '1',
    PEKAN_MAIL_PER_MINUTE: '6000', // a whole district is reminded at the start
  });
  const logins = await demo.said((output) => {
    const found = readLogins(output);
    return Object.keys(found).length > 0 && found;
  });
  await demo.ready();
  const settled = () => demo.said((output) => FIRST_WORK.every((done) => done.test(output)));
  return { ...demo, logins, data, settled };
}

/**
 * The demonstration without its clock, by settings that follow from its address: what others sign, they sign
 * at the time that it is. `{ url, stop }`.
 */
export async function demoOfToday(settings) {
  const data = await mkdtemp(join(tmpdir(), 'pekan-today-'));
  await cp(await filledDemo(), data, { recursive: true });
  const today = await launch(['serve', '--no-worker'], join(data, 'demo'), settings);
  await today.ready();
  const stop = async () => {
    await today.stop();
    await rm(data, { recursive: true, force: true });
  };
  return { url: today.url, stop };
}

/** An installation before its first run: `{ url, token, stop }`. */
export async function freshServer() {
  const data = await mkdtemp(join(tmpdir(), 'pekan-first-run-'));
  const fresh = await launch(['serve', '--no-worker'], data);
  const token = await fresh.said((output) => /enter this key, once: (\S+)/.exec(output)?.[1]);
  await fresh.ready();
  const stop = async () => {
    await fresh.stop();
    await rm(data, { recursive: true, force: true });
  };
  return { url: fresh.url, token, stop };
}

/**
 * Starts Pekan on a free port. `said` waits until something found in its output is true, and `ready`
 * until it answers; both fail when it ends or takes too long.
 */
async function launch(args, data, settings = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = Date.now();
  const child = spawn(binary(), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PEKAN_NOW: NOW,
      ...(typeof settings === 'function' ? await settings(url) : settings),
      PEKAN_DATA_DIR: data,
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

  const until = async (isTrue) => {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const found = await isTrue();
      if (found) return found;
      if (ended || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`pekan ${args.join(' ')} did not get so far:\n${output}`);
      }
      await new Promise((wake) => setTimeout(wake, 50));
    }
  };
  return {
    url,
    /** What its clock says, in milliseconds. */
    now: () => Date.parse(NOW) + Date.now() - started,
    output: () => output,
    said: (find) => until(() => find(output)),
    ready: () => until(() => fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
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

/** Waits for a mail of this kind, written since then, and returns its link: others come at any time. */
export async function linkFromMail(kind, since) {
  const { data } = await server();
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const file of await mailFiles(data)) {
      if ((await stat(file)).mtimeMs < since) continue;
      const mail = await readFile(file, 'latin1');
      if (mail.includes(`List-Id: <${kind}.`)) return /https?:\/\/\S+/.exec(decodedText(mail))[0];
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`no mail of the kind ${kind} came`);
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
