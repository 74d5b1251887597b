// A WebSocket client that can be as rude as a test needs it.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';

export async function openWebSocket(port) {
  const asked = request({
    port,
    path: '/ws',
    headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' },
  }).end();
  const [response, socket] = await once(asked, 'upgrade');
  return new Client(response, socket);
}

class Client {
  #buffer = Buffer.alloc(0);
  #frames = [];
  #waiting = [];

  constructor(response, socket) {
    this.response = response;
    this.socket = socket;
    this.ended = once(socket, 'close');
    socket.on('data', (bytes) => this.#receive(bytes));
  }

  send(type, payload, { last = true, masked = true } = {}) {
    const data = Buffer.from(payload);
    const header = [(last ? 0x80 : 0) | type];
    if (data.length > 65535) header.push(0x80 | 127, 0, 0, 0, 0, ...uint32(data.length));
    else if (data.length > 125) header.push((masked ? 0x80 : 0) | 126, data.length >> 8, data.length & 0xff);
    else header.push((masked ? 0x80 : 0) | data.length);
    const mask = randomBytes(4);
    this.socket.write(Buffer.concat([Buffer.from(header), masked ? mask : Buffer.alloc(0), masked ? data.map((byte, i) => byte ^ mask[i & 3]) : data]));
  }

  /** The next frame of this type; others are passed over. */
  async frame(type) {
    for (;;) {
      const found = this.#frames.findIndex((frame) => frame.type === type);
      if (found >= 0) return this.#frames.splice(found, 1)[0].payload;
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
  }

  #receive(bytes) {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (;;) {
      if (this.#buffer.length < 2) break;
      const long = this.#buffer[1] === 126;
      const start = long ? 4 : 2;
      if (this.#buffer.length < start) break;
      const length = long ? this.#buffer.readUInt16BE(2) : this.#buffer[1];
      if (this.#buffer.length < start + length) break;
      this.#frames.push({ type: this.#buffer[0] & 0x0f, payload: this.#buffer.subarray(start, start + length) });
      this.#buffer = this.#buffer.subarray(start + length);
    }
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }
}

function uint32(value) {
  return [value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}
