// What the application answers. A route gets { request, url, store, settings } and returns { status, body, ... }.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const page = readFileSync(new URL('../public/index.html', import.meta.url));
const LARGEST_BODY = 1024 * 1024;
const LONGEST_DELAY_MS = 60_000;

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function answer(context) {
  const { request, url } = context;
  const note = /^\/api\/notes\/([0-9a-f-]{36})$/.exec(url.pathname);
  switch (`${request.method === 'HEAD' ? 'GET' : request.method} ${note ? '/api/notes/:id' : url.pathname}`) {
    case 'GET /':
      return { status: 200, type: 'text/html; charset=utf-8', body: page };
    case 'GET /health':
      return json(200, { status: 'ok' });
    case 'GET /api/info':
      return json(200, info(context.settings));
    case 'GET /api/notes':
      return json(200, { notes: context.store.list() });
    case 'POST /api/notes':
      return json(201, context.store.add(await noteText(request)));
    case 'DELETE /api/notes/:id':
      if (!context.store.remove(note[1])) throw new Refusal(404, 'no such note');
      return { status: 204 };
    case 'POST /api/echo':
      return echo(request, url);
    default:
      throw new Refusal(404, `nothing answers ${request.method} ${url.pathname}`);
  }
}

export function json(status, value) {
  return { status, type: 'application/json', body: Buffer.from(`${JSON.stringify(value)}\n`) };
}

/** Only variables it was told to show: the others may be secrets. */
function info(settings) {
  return {
    version: settings.version,
    release: settings.release,
    hostname: hostname(),
    process: settings.process ?? 'web',
    env: Object.fromEntries(settings.shownEnv.map((key) => [key, process.env[key] ?? null])),
  };
}

async function noteText(request) {
  let text;
  try {
    text = JSON.parse(await read(request)).text;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'the body must be JSON: {"text": "..."}');
  }
  if (typeof text !== 'string' || text.trim() === '' || text.length > 1000) {
    throw new Refusal(400, 'text must have 1 to 1000 characters');
  }
  return text;
}

async function echo(request, url) {
  const delay = Number(url.searchParams.get('delay') ?? 0);
  if (!(delay >= 0 && delay <= LONGEST_DELAY_MS)) throw new Refusal(400, `delay must be 0 to ${LONGEST_DELAY_MS} milliseconds`);
  const body = await read(request);
  if (delay > 0) await sleep(delay);
  return { status: 200, type: request.headers['content-type'] ?? 'application/octet-stream', body };
}

async function read(request) {
  const chunks = [];
  let size = 0;
  // Left alone, a refusal would tear the connection down before its answer is written.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'the body is larger than 1 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
