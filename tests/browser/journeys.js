// All journeys, three files at a time; each file also runs alone: `node --test journeys/sign_in.js`.
// While one core fills the demonstration, the other makes the first run, which needs none.
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { filledDemo } from './harness/server.js';

const FOLDER = fileURLToPath(new URL('journeys/', import.meta.url));
const FIRST_RUN = 'first_run.js';
const LONGEST = ['every_page.js', 'log_without_javascript.js'];

async function* results() {
  const filling = filledDemo();
  filling.catch(() => {}); // it is thrown below
  yield* run({ files: [FOLDER + FIRST_RUN] });
  await filling;
  const others = (await readdir(FOLDER)).filter((name) => ![FIRST_RUN, ...LONGEST].includes(name));
  yield* run({ files: [...LONGEST, ...others].map((name) => FOLDER + name), concurrency: 3 });
}

Readable.from(results())
  .on('data', ({ type }) => {
    if (type === 'test:fail') process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
