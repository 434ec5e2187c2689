// A photo as a phone takes it: 12 megapixels, several megabytes, with a place in its metadata.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browser } from './browser.js';
import { SHOTS } from './server.js';

/** What the photo's metadata says; no copy that Pekan keeps may still say it. */
export const SECRET_PLACE = 'taken at the back door of the house';

/** A JPEG of 4000 by 3000, 3 to 8 MB: `{ path, bytes }`; another seed, other bytes. */
export async function phonePhoto(seed) {
  const page = await (await browser()).newPage();
  const base64 = await page.evaluate(draw, seed);
  await page.close();
  const jpeg = withPlace(Buffer.from(base64, 'base64'));
  const megabytes = jpeg.length / 1e6;
  assert.ok(megabytes > 3 && megabytes < 8, `the photo has ${megabytes} MB`);
  // As a file, for the browser then reads it itself; bytes would go to it through a socket, slowly.
  const path = join(SHOTS, `IMG_20261120_${seed}.jpg`);
  await mkdir(SHOTS, { recursive: true });
  await writeFile(path, jpeg);
  return { path, bytes: jpeg };
}

/** Runs in the browser: a receipt on a table, with the noise of a small sensor. */
async function draw(seed) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 });
  const brush = canvas.getContext('2d');
  // Another table, another light, another place on it: two photos must not look alike.
  const table = brush.createLinearGradient(0, 0, seed % 2 ? 4000 : 0, seed % 2 ? 0 : 3000);
  table.addColorStop(0, `hsl(${(seed * 67) % 360} 30% 25%)`);
  table.addColorStop(1, `hsl(${(seed * 131) % 360} 30% 60%)`);
  brush.fillStyle = table;
  brush.fillRect(0, 0, 4000, 3000);
  brush.translate(1000 + ((seed * 617) % 2000), 1500);
  brush.rotate((seed % 7) / 20 - 0.15);
  brush.fillStyle = '#f4f1ea';
  brush.fillRect(-700, -1400, 1400, 2800);
  brush.fillStyle = '#222';
  brush.font = '90px monospace';
  ['WARUNG BU SRI', 'Pasar Lumajang', '', 'Soto ayam    2  24.000', 'Es teh       2   8.000',
    'Kerupuk      3   3.000', '', 'TOTAL           35.000', `No. ${seed}`]
    .forEach((line, row) => brush.fillText(line, -620, -1150 + row * 150));
  // One tile of noise for all of it: drawing each of twelve million dots takes seconds.
  const tile = Object.assign(document.createElement('canvas'), { width: 1000, height: 750 });
  const noise = new ImageData(tile.width, tile.height);
  let state = seed * 2654435761 + 1;
  for (let at = 0; at < noise.data.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    noise.data.fill(state < 0 ? 0 : 255, at, at + 3); // darker or lighter,
    noise.data[at + 3] = (state >>> 24) % 40; // by so much
  }
  tile.getContext('2d').putImageData(noise, 0, 0);
  brush.resetTransform();
  brush.fillStyle = brush.createPattern(tile, 'repeat');
  brush.fillRect(0, 0, 4000, 3000);
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  const reader = new FileReader();
  reader.readAsDataURL(blob);
  await new Promise((done) => (reader.onload = done));
  return reader.result.split(',')[1];
}

/** Puts an Exif segment (one ImageDescription) behind the JPEG's first marker. */
function withPlace(jpeg) {
  const text = Buffer.from(`${SECRET_PLACE}\0`, 'latin1');
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4); // where the directory begins
  tiff.writeUInt16BE(1, 8); // one entry
  tiff.writeUInt16BE(0x010e, 10); // ImageDescription
  tiff.writeUInt16BE(2, 12); // ASCII
  tiff.writeUInt32BE(text.length, 14);
  tiff.writeUInt32BE(26, 18); // where the text begins
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, text]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}

/** Width and height that a JPEG's frame header states. */
export function jpegSize(jpeg) {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1];
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
  }
  throw new Error('no frame header in this JPEG');
}
