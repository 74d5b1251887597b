import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWebSocket } from './client.js';
import { startWeb, temporaryFolder } from './running.js';

const until = async (holds) => {
  while (!(await holds())) await sleep(50);
};
const post = (url, body, headers = { 'Content-Type': 'application/json' }) => fetch(url, { method: 'POST', body, headers });

test('serves the page and its health', async (t) => {
  const { url } = await startWeb(t);
  const page = await fetch(url);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type'), /^text\/html/);
  assert.match(await page.text(), /<title>Notes<\/title>/);
  assert.deepEqual(await (await fetch(`${url}/health`)).json(), { status: 'ok' });
});

test('adds, lists and deletes notes', async (t) => {
  const { url } = await startWeb(t);
  const added = await post(`${url}/api/notes`, JSON.stringify({ text: 'low tide at six' }));
  assert.equal(added.status, 201);
  const note = await added.json();
  assert.deepEqual((await (await fetch(`${url}/api/notes`)).json()).notes, [note]);
  assert.equal((await fetch(`${url}/api/notes/${note.id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await fetch(`${url}/api/notes/${note.id}`, { method: 'DELETE' })).status, 404);
  assert.deepEqual(await (await fetch(`${url}/api/notes`)).json(), { notes: [] });
});

test('refuses what is not a note', async (t) => {
  const { url } = await startWeb(t);
  for (const body of ['', 'null', '{', '{"text":""}', '{"text":7}', JSON.stringify({ text: 'x'.repeat(1001) })]) {
    assert.equal((await post(`${url}/api/notes`, body)).status, 400, body.slice(0, 20));
  }
  assert.equal((await fetch(`${url}/nowhere`)).status, 404);
});

test('keeps notes over a restart and shares them with a process beside it', async (t) => {
  const DATA_DIR = temporaryFolder(t);
  const one = await startWeb(t, { DATA_DIR });
  const two = await startWeb(t, { DATA_DIR });
  await post(`${one.url}/api/notes`, JSON.stringify({ text: 'écrit par un' }));
  await post(`${two.url}/api/notes`, JSON.stringify({ text: 'written by two' }));
  const texts = async ({ url }) => (await (await fetch(`${url}/api/notes`)).json()).notes.map((note) => note.text);
  assert.deepEqual(await texts(one), ['écrit par un', 'written by two']);
  one.signal('SIGTERM');
  await one.exited;
  const three = await startWeb(t, { DATA_DIR });
  assert.deepEqual(await texts(three), ['écrit par un', 'written by two']);
});

test('says who it is and shows only the variables it was told to show', async (t) => {
  const { url } = await startWeb(t, { APP_VERSION: '7', SKERRY_RELEASE: 'v12', SHOW_ENV: 'COLOUR,ABSENT', COLOUR: 'teal', TOKEN: 'secret' });
  const response = await fetch(`${url}/api/info`);
  const info = await response.json();
  assert.deepEqual({ ...info, hostname: '' }, { version: '7', release: 'v12', hostname: '', process: 'web', env: { COLOUR: 'teal', ABSENT: null } });
  assert.equal(response.headers.get('x-notes-version'), '7');
});

test('echoes a body, after a delay when asked', async (t) => {
  const { url } = await startWeb(t);
  const before = performance.now();
  const response = await post(`${url}/api/echo?delay=200`, 'ahoy', { 'Content-Type': 'text/plain' });
  assert.equal(await response.text(), 'ahoy');
  assert.ok(performance.now() - before >= 195);
  assert.equal(response.headers.get('content-type'), 'text/plain');
  assert.equal((await post(`${url}/api/echo?delay=-1`, '')).status, 400);
  assert.equal((await post(`${url}/api/echo?delay=soon`, '')).status, 400);
});

test('answers 413 to a body over a megabyte', async (t) => {
  const { url } = await startWeb(t);
  assert.equal((await post(`${url}/api/echo`, Buffer.alloc(1024 * 1024))).status, 200);
  assert.equal((await post(`${url}/api/echo`, Buffer.alloc(1024 * 1024 + 1))).status, 413);
});

test('answers 503 while it warms up', async (t) => {
  const { url } = await startWeb(t, { START_DELAY_MS: '1500' });
  assert.equal((await fetch(`${url}/health`)).status, 503);
  assert.equal((await fetch(url)).status, 503);
  await until(async () => (await fetch(`${url}/health`)).status === 200);
  assert.equal((await fetch(url)).status, 200);
});

test('answers 500 once FAIL_AFTER_MS is over', async (t) => {
  const { url } = await startWeb(t, { FAIL_AFTER_MS: '1500' });
  assert.equal((await fetch(`${url}/health`)).status, 200);
  await until(async () => (await fetch(`${url}/health`)).status === 500);
  assert.equal((await fetch(`${url}/api/notes`)).status, 500);
});

test('answers 500 to FAIL_PERCENT of the requests, and is healthy', async (t) => {
  const { url } = await startWeb(t, { FAIL_PERCENT: '40' });
  const statuses = [];
  for (let i = 0; i < 10; i++) statuses.push((await fetch(`${url}/api/notes`)).status);
  assert.equal(statuses.filter((status) => status === 500).length, 4);
  assert.equal((await fetch(`${url}/health`)).status, 200);
});

test('finishes requests on SIGTERM and takes no new ones', async (t) => {
  const web = await startWeb(t);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const slow = post(`${web.url}/api/echo?delay=2000`, 'still here');
  await sleep(500);
  web.signal('SIGTERM');
  await web.line('"stopping"');
  await assert.rejects(new Promise((resolve, reject) => request(`${web.url}/health`, { agent }, resolve).on('error', reject).end()));
  assert.equal(await (await slow).text(), 'still here');
  assert.deepEqual(await web.exited, { code: 0, signal: null });
});

test('an idle kept connection does not hold up the stop', async (t) => {
  const web = await startWeb(t);
  await (await fetch(`${web.url}/health`)).text();
  const before = performance.now();
  web.signal('SIGTERM');
  assert.equal((await web.exited).code, 0);
  assert.ok(performance.now() - before < 1000);
});

test('dies at once on SIGTERM when abrupt', async (t) => {
  const web = await startWeb(t, { SHUTDOWN: 'abrupt' });
  const slow = post(`${web.url}/api/echo?delay=30000`, 'lost');
  await sleep(500);
  web.signal('SIGTERM');
  await assert.rejects(slow);
  assert.equal((await web.exited).code, 0);
});

test('refuses settings that make no sense', async (t) => {
  await assert.rejects(startWeb(t, { SHUTDOWN: 'maybe' }), /SHUTDOWN must be one of graceful, abrupt/);
  await assert.rejects(startWeb(t, { START_DELAY_MS: 'long' }), /START_DELAY_MS must be a whole number/);
});

test('accepts the handshake of RFC 6455 and refuses others', async (t) => {
  const { port, url } = await startWeb(t);
  const client = await openWebSocket(port);
  assert.equal(client.response.headers['sec-websocket-accept'], 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  client.socket.destroy();
  const refused = (path, headers) =>
    new Promise((resolve, reject) => request(url + path, { headers: { Connection: 'Upgrade', ...headers } }, (response) => resolve(response.statusCode)).on('error', reject).end());
  assert.equal(await refused('/ws', { Upgrade: 'websocket' }), 400);
  assert.equal(await refused('/elsewhere', { Upgrade: 'websocket' }), 404);
});

test('echoes text, binary, long and fragmented messages, and answers pings', async (t) => {
  const { port } = await startWeb(t);
  const client = await openWebSocket(port);
  client.send(1, 'ahoy');
  assert.equal((await client.frame(1)).toString(), 'ahoy');
  client.send(2, Buffer.alloc(40_000, 7));
  assert.deepEqual(await client.frame(2), Buffer.alloc(40_000, 7));
  client.send(1, 'in ', { last: false });
  client.send(9, 'between');
  client.send(0, 'parts');
  assert.equal((await client.frame(10)).toString(), 'between');
  assert.equal((await client.frame(1)).toString(), 'in parts');
  client.send(8, [0x03, 0xe8]);
  assert.equal((await client.frame(8)).readUInt16BE(), 1000);
  await client.ended;
});

test('sends a tick each second', async (t) => {
  const { port } = await startWeb(t);
  const client = await openWebSocket(port);
  assert.deepEqual(JSON.parse(await client.frame(1)), { tick: 1 });
  assert.deepEqual(JSON.parse(await client.frame(1)), { tick: 2 });
  client.socket.destroy();
});

test('closes on frames without a mask and on messages that are too big', async (t) => {
  const { port } = await startWeb(t);
  const unmasked = await openWebSocket(port);
  unmasked.send(1, 'bare', { masked: false });
  assert.equal((await unmasked.frame(8)).readUInt16BE(), 1002);
  const big = await openWebSocket(port);
  big.send(1, Buffer.alloc(70_000));
  assert.equal((await big.frame(8)).readUInt16BE(), 1009);
});

test('closes WebSockets with 1001 on SIGTERM', async (t) => {
  const web = await startWeb(t);
  const client = await openWebSocket(web.port);
  web.signal('SIGTERM');
  assert.equal((await client.frame(8)).readUInt16BE(), 1001);
  client.send(8, [0x03, 0xe9]);
  assert.equal((await web.exited).code, 0);
});

test('a WebSocket client that never answers does not hold up the stop', async (t) => {
  const web = await startWeb(t);
  await openWebSocket(web.port);
  const before = performance.now();
  web.signal('SIGTERM');
  assert.equal((await web.exited).code, 0);
  assert.ok(performance.now() - before < 4000);
});
