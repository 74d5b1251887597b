// The web process: HTTP, WebSockets, and the ways to start slowly, to fail and to stop that tests ask for.
import { createServer } from 'node:http';
import { answer, json, Refusal } from './routes.js';
import { readSettings } from './settings.js';
import { openStore } from './store.js';
import { WebSockets } from './websocket.js';

const settings = readSettings();
const store = openStore(settings.dataDir);
const sockets = new WebSockets();
const startedAt = performance.now();
let stopping = false;
let due = 0;

const server = createServer(async (request, response) => {
  const reply = await replyTo(request);
  send(request, response, reply);
});
// Longer than any proxy keeps an idle connection: the side that may retry should be the one that closes.
server.keepAliveTimeout = 75_000;
server.on('upgrade', upgrade);
server.listen(settings.port, () => log('listening', { port: server.address().port, version: settings.version, data: store.where }));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

async function replyTo(request) {
  try {
    return unfit() ?? unlucky(request) ?? (await answer({ request, url: new URL(request.url, 'http://notes'), store, settings }));
  } catch (error) {
    const status = error instanceof Refusal ? error.status : error.code === 'ERR_INVALID_URL' ? 400 : 500;
    if (status === 500) log('failed', { method: request.method, path: request.url, error: error.message });
    return json(status, { status, title: error.message });
  }
}

/** The answer while it warms up or pretends to be broken. */
function unfit() {
  const age = performance.now() - startedAt;
  if (age < settings.startDelayMs) return json(503, { status: 503, title: 'warming up' });
  if (settings.failAfterMs !== null && age >= settings.failAfterMs) return json(500, { status: 500, title: 'failing as told by FAIL_AFTER_MS' });
  return null;
}

/** The answer to that many percent of the requests, health checks apart: an application that is up and yet broken. */
function unlucky(request) {
  if (request.url === '/health') return null;
  due += settings.failPercent;
  if (due < 100) return null;
  due -= 100;
  return json(500, { status: 500, title: 'failing as told by FAIL_PERCENT' });
}

function send(request, response, { status, type, body = Buffer.alloc(0) }) {
  if (type) response.setHeader('Content-Type', type);
  if (status !== 204) response.setHeader('Content-Length', body.length);
  response.setHeader('X-Notes-Version', settings.version);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (stopping) response.setHeader('Connection', 'close');
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : body);
  if (settings.logRequests) log('request', { method: request.method, path: request.url, status });
}

function upgrade(request, socket, head) {
  socket.on('error', () => socket.destroy());
  if (request.url.split('?')[0] !== '/ws') socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  else if (stopping || unfit()) socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  else sockets.accept(request, socket, head);
}

function stop(signal) {
  if (settings.shutdown === 'abrupt' || stopping) process.exit(0);
  stopping = true;
  log('stopping', { signal, websockets: sockets.count });
  server.close(() => {
    log('stopped');
    process.exit(0);
  });
  sockets.closeAll(1001, 'going away');
  // A connection that was busy when the server closed goes idle later.
  setInterval(() => server.closeIdleConnections(), 50).unref();
}

function log(event, fields = {}) {
  console.log(JSON.stringify({ time: new Date().toISOString(), process: 'web', event, ...fields }));
}
