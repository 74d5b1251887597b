// The server side of RFC 6455, as far as an echo with a clock needs it.
import { createHash } from 'node:crypto';

const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const LARGEST_MESSAGE = 64 * 1024;

/** Open connections, so that a shutdown can take leave of each. */
export class WebSockets {
  #open = new Set();

  /** Answers the handshake of an upgrade request; anything else on this path is refused. */
  accept(request, socket, head) {
    const key = request.headers['sec-websocket-key'];
    if (request.headers.upgrade?.toLowerCase() !== 'websocket' || !key || request.headers['sec-websocket-version'] !== '13') {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const accept = createHash('sha1').update(key + ACCEPT_SUFFIX).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    const connection = new Connection(socket);
    this.#open.add(connection);
    socket.on('close', () => this.#open.delete(connection));
    if (head.length > 0) connection.receive(head);
  }

  get count() {
    return this.#open.size;
  }

  closeAll(code, reason) {
    for (const connection of this.#open) connection.close(code, reason);
  }
}

class Connection {
  #socket;
  #buffer = Buffer.alloc(0);
  #parts = [];
  #partsType = 0;
  #ticks = 0;
  #clock;
  #closing = false;

  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clearInterval(this.#clock));
    this.#clock = setInterval(() => this.#send(TEXT, JSON.stringify({ tick: ++this.#ticks })), 1000);
  }

  receive(bytes) {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (let frame = this.#nextFrame(); frame; frame = this.#nextFrame()) this.#take(frame);
  }

  close(code, reason = '') {
    if (this.#closing) return;
    this.#closing = true;
    clearInterval(this.#clock);
    const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
    payload.writeUInt16BE(code);
    payload.write(reason, 2);
    this.#frame(CLOSE, payload);
    // A client that does not answer must not hold up the shutdown.
    setTimeout(() => this.#socket.destroy(), 2000).unref();
  }

  #nextFrame() {
    const bytes = this.#buffer;
    if (bytes.length < 2) return null;
    let length = bytes[1] & 0x7f;
    let start = 2;
    if (length === 126) {
      if (bytes.length < 4) return null;
      length = bytes.readUInt16BE(2);
      start = 4;
    } else if (length === 127) {
      return this.#refuse(1009, 'message too big');
    }
    if (length > LARGEST_MESSAGE) return this.#refuse(1009, 'message too big');
    if ((bytes[1] & 0x80) === 0) return this.#refuse(1002, 'a client must mask its frames');
    if (bytes.length < start + 4 + length) return null;
    const mask = bytes.subarray(start, start + 4);
    const payload = Buffer.from(bytes.subarray(start + 4, start + 4 + length));
    for (let i = 0; i < payload.length; i++) payload[i] ^= mask[i & 3];
    this.#buffer = bytes.subarray(start + 4 + length);
    return { last: (bytes[0] & 0x80) !== 0, type: bytes[0] & 0x0f, payload };
  }

  #refuse(code, reason) {
    this.#buffer = Buffer.alloc(0);
    this.close(code, reason);
    this.#socket.end();
    return null;
  }

  #take({ last, type, payload }) {
    if (type === PING) this.#frame(PONG, payload);
    else if (type === CLOSE) this.#leave(payload);
    else if (type !== PONG) this.#collect(last, type, payload);
  }

  #collect(last, type, payload) {
    if (type !== 0) {
      this.#partsType = type;
      this.#parts = [];
    }
    this.#parts.push(payload);
    const size = this.#parts.reduce((sum, part) => sum + part.length, 0);
    if (size > LARGEST_MESSAGE) this.#refuse(1009, 'message too big');
    else if (last) this.#send(this.#partsType === TEXT ? TEXT : BINARY, Buffer.concat(this.#parts));
  }

  #leave(payload) {
    if (!this.#closing) this.#frame(CLOSE, payload.subarray(0, 2));
    this.#closing = true;
    this.#socket.end();
  }

  #send(type, data) {
    if (!this.#closing) this.#frame(type, Buffer.from(data));
  }

  #frame(type, payload) {
    if (this.#socket.destroyed) return;
    const long = payload.length > 125;
    const header = Buffer.alloc(long ? 4 : 2);
    header[0] = 0x80 | type;
    header[1] = long ? 126 : payload.length;
    if (long) header.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([header, payload]));
  }
}
