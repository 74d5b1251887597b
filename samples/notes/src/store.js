// Notes as an append-only file of JSON lines. Several processes may share it: each reads what the others appended.
import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export function openStore(dataDir) {
  return dataDir === null ? new MemoryStore() : new FileStore(dataDir);
}

class MemoryStore {
  where = 'memory';
  #notes = new Map();

  list() {
    return [...this.#notes.values()];
  }

  add(text) {
    const note = newNote(text);
    this.#notes.set(note.id, note);
    return note;
  }

  remove(id) {
    return this.#notes.delete(id);
  }

  close() {}
}

class FileStore {
  #file;
  #offset = 0;
  #rest = Buffer.alloc(0);
  #notes = new Map();

  constructor(dataDir) {
    mkdirSync(dataDir, { recursive: true });
    this.where = join(dataDir, 'notes.jsonl');
    this.#file = openSync(this.where, 'a+');
  }

  list() {
    this.#catchUp();
    return [...this.#notes.values()];
  }

  add(text) {
    const note = newNote(text);
    this.#append({ add: note });
    return note;
  }

  remove(id) {
    this.#catchUp();
    if (!this.#notes.has(id)) return false;
    this.#append({ remove: id });
    return true;
  }

  close() {
    closeSync(this.#file);
  }

  // One write of one line: the kernel keeps appends of several processes apart.
  #append(entry) {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#catchUp();
  }

  #catchUp() {
    const size = fstatSync(this.#file).size;
    if (size === this.#offset) return;
    const fresh = Buffer.alloc(size - this.#offset);
    const count = readSync(this.#file, fresh, 0, fresh.length, this.#offset);
    this.#offset += count;
    this.#apply(Buffer.concat([this.#rest, fresh.subarray(0, count)]));
  }

  #apply(bytes) {
    const end = bytes.lastIndexOf(10) + 1;
    this.#rest = bytes.subarray(end);
    for (const line of bytes.subarray(0, end).toString().split('\n')) {
      if (line === '') continue;
      const entry = JSON.parse(line);
      if (entry.add) this.#notes.set(entry.add.id, entry.add);
      if (entry.remove) this.#notes.delete(entry.remove);
    }
  }
}

function newNote(text) {
  return { id: randomUUID(), text, createdAt: new Date().toISOString() };
}
