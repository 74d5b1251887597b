// The release process: runs once before a new version goes live and prepares the data it needs. Running it again changes nothing.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from './settings.js';
import { openStore } from './store.js';

const SCHEMA = 1;
const settings = readSettings();

console.log(`release of version ${settings.version}`);
if (settings.releaseFails) {
  console.error('the migration failed: RELEASE_FAIL=1');
  process.exit(1);
}
if (settings.dataDir === null) console.log('notes are kept in memory: nothing to prepare');
else migrate(settings.dataDir);

function migrate(dataDir) {
  const store = openStore(dataDir);
  const file = join(dataDir, 'schema.json');
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).schema : 0;
  if (found > SCHEMA) {
    console.error(`the data in ${dataDir} has schema ${found}; this version knows ${SCHEMA}`);
    process.exit(1);
  }
  if (found === SCHEMA) {
    console.log(`schema ${SCHEMA} is current, ${store.list().length} notes`);
    return;
  }
  if (store.list().length === 0) store.add('Welcome. This note was written by the release process.');
  writeFileSync(`${file}.new`, JSON.stringify({ schema: SCHEMA }));
  renameSync(`${file}.new`, file);
  console.log(`prepared ${dataDir}: schema ${found} -> ${SCHEMA}`);
}
