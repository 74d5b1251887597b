import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { start, startWeb, temporaryFolder } from './running.js';

test('the worker counts what the web process wrote, and stops on SIGTERM', async (t) => {
  const DATA_DIR = temporaryFolder(t);
  const worker = start(t, 'worker', { DATA_DIR, WORKER_INTERVAL_MS: '50' });
  await worker.line('"notes":0');
  const { url } = await startWeb(t, { DATA_DIR });
  await fetch(`${url}/api/notes`, { method: 'POST', body: '{"text":"count me"}' });
  await worker.line('"notes":1');
  worker.signal('SIGTERM');
  assert.deepEqual(await worker.exited, { code: 0, signal: null });
});

test('the worker fails when told to', async (t) => {
  const worker = start(t, 'worker', { WORKER_FAIL: '1' });
  await worker.line('WORKER_FAIL=1');
  assert.equal((await worker.exited).code, 1);
});

test('the release prepares the data folder once', async (t) => {
  const DATA_DIR = join(temporaryFolder(t), 'deeper');
  const first = start(t, 'release', { DATA_DIR });
  assert.equal((await first.exited).code, 0);
  assert.match(first.lines.join('\n'), /schema 0 -> 1/);
  const second = start(t, 'release', { DATA_DIR });
  assert.equal((await second.exited).code, 0);
  assert.match(second.lines.join('\n'), /schema 1 is current, 1 notes/);
  assert.equal(readFileSync(join(DATA_DIR, 'notes.jsonl'), 'utf8').trim().split('\n').length, 1);
});

test('the release refuses data of a newer version', async (t) => {
  const DATA_DIR = temporaryFolder(t);
  writeFileSync(join(DATA_DIR, 'schema.json'), '{"schema":9}');
  const release = start(t, 'release', { DATA_DIR });
  assert.equal((await release.exited).code, 1);
  assert.match(release.lines.join('\n'), /has schema 9/);
});

test('the release fails when told to, and has nothing to do in memory', async (t) => {
  const failing = start(t, 'release', { RELEASE_FAIL: '1' });
  assert.equal((await failing.exited).code, 1);
  const idle = start(t, 'release');
  assert.equal((await idle.exited).code, 0);
  assert.match(idle.lines.join('\n'), /nothing to prepare/);
});
