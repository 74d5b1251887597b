// The worker process: counts the notes again and again.
import { setTimeout as sleep } from 'node:timers/promises';
import { readSettings } from './settings.js';
import { openStore } from './store.js';

const settings = readSettings();
const store = openStore(settings.dataDir);

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    log('stopped', { signal });
    process.exit(0);
  });
}

log('started', { version: settings.version, data: store.where });
if (settings.workerFails) {
  log('failing', { reason: 'WORKER_FAIL=1' });
  process.exit(1);
}
for (;;) {
  log('counted', { notes: store.list().length });
  await sleep(settings.workerIntervalMs);
}

function log(event, fields) {
  console.log(JSON.stringify({ time: new Date().toISOString(), process: 'worker', event, ...fields }));
}
