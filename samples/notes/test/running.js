// Starts the real processes for a test and ends them with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = new URL('..', import.meta.url).pathname;

export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process of the application: its log lines, its exit, and for `web` its address. */
export function start(test, name, env = {}) {
  const child = spawn(process.execPath, [join(root, 'src', `${name}.js`)], {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  const waiting = [];
  const take = (line) => {
    lines.push(line);
    for (const look of [...waiting]) look();
  };
  createInterface({ input: child.stdout }).on('line', take);
  createInterface({ input: child.stderr }).on('line', take);
  const exited = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  test.after(() => child.kill('SIGKILL'));
  const line = (wanted) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.find((candidate) => candidate.includes(wanted));
        if (!found) return;
        waiting.splice(waiting.indexOf(look), 1);
        resolve(found);
      };
      waiting.push(look);
      exited.then(() => reject(new Error(`no line with '${wanted}' in:\n${lines.join('\n')}`)));
      look();
    });
  return { lines, line, exited, signal: (signal) => child.kill(signal) };
}

export async function startWeb(test, env) {
  const web = start(test, 'web', env);
  const { port } = JSON.parse(await web.line('"listening"'));
  return { ...web, port, url: `http://127.0.0.1:${port}` };
}
