/* capture.mjs - a small capture for the page's tests: an HMI asks a PLC over Modbus/TCP. SPDX-License-Identifier: Apache-2.0 */

const hmi = { mac: '020000000120', ip: [192, 168, 10, 20] };
const plc = { mac: '00a0450a0b30', ip: [192, 168, 10, 30] };
const second = { mac: '00a0450a0b31', ip: [192, 168, 10, 31] };
const hex = (text) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const be16 = (n) => Buffer.from([(n >> 8) & 255, n & 255]);
const be32 = (n) => Buffer.concat([be16(n >>> 16), be16(n & 0xffff)]);

function sum(bytes) {
  let total = 0;
  for (let i = 0; i < bytes.length; i += 2) total += (bytes[i] << 8) | (bytes[i + 1] ?? 0);
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return ~total & 0xffff;
}

function ip(from, to, protocol, payload) {
  const head = (check) => Buffer.concat([hex('4500'), be16(20 + payload.length), hex('00004000 40'), Buffer.from([protocol]), be16(check), Buffer.from(from.ip), Buffer.from(to.ip)]);
  return Buffer.concat([hex(to.mac), hex(from.mac), hex('0800'), head(sum(head(0))), payload]);
}

function tcp(from, to, ports, numbers, flags, data) {
  const segment = (check) => Buffer.concat([be16(ports[0]), be16(ports[1]), be32(numbers[0]), be32(numbers[1]), Buffer.from([0x50, flags]), hex('2000'), be16(check), hex('0000'), data]);
  const pseudo = Buffer.concat([Buffer.from(from.ip), Buffer.from(to.ip), Buffer.from([0, 6]), be16(20 + data.length)]);
  return ip(from, to, 6, segment(sum(Buffer.concat([pseudo, segment(0)]))));
}

const arp = (from, to, operation) =>
  Buffer.concat([operation === 1 ? hex('ffffffffffff') : hex(to.mac), hex(from.mac), hex('0806 0001 0800 06 04'), be16(operation), hex(from.mac), Buffer.from(from.ip), operation === 1 ? hex('000000000000') : hex(to.mac), Buffer.from(to.ip)]);

/* One request and its answer, with the transaction's number. */
const reads = (n) => [Buffer.concat([be16(n), hex('0000 0006 01 03 006b 0003')]), Buffer.concat([be16(n), hex('0000 0009 01 03 06 022b 0000 0064')])];
/* What nobody does by the way: a program is loaded (function 13). */
const loads = (n) => [Buffer.concat([be16(n), hex('0000 0004 01 0d 00 00')]), Buffer.concat([be16(n), hex('0000 0004 01 0d 00 00')])];
const writes = (n) => [Buffer.concat([be16(n), hex('0000 0006 01 06 0001 0003')]), Buffer.concat([be16(n), hex('0000 0006 01 06 0001 0003')])];

function conversation(plc, port) {
  let [asked, answered] = [1000, 2000];
  const frames = [arp(hmi, plc, 1), arp(plc, hmi, 2)];
  const none = Buffer.alloc(0);
  frames.push(tcp(hmi, plc, [port, 502], [asked++, 0], 0x02, none), tcp(plc, hmi, [502, port], [answered++, asked], 0x12, none), tcp(hmi, plc, [port, 502], [asked, answered], 0x10, none));
  for (let n = 1; n <= 20; n++) {
    const [request, answer] = n === 15 ? loads(n) : n % 10 === 0 ? writes(n) : reads(n);
    frames.push(tcp(hmi, plc, [port, 502], [asked, answered], 0x18, request));
    asked += request.length;
    frames.push(tcp(plc, hmi, [502, port], [answered, asked], 0x18, answer));
    answered += answer.length;
  }
  return frames;
}

const udp = (from, to, ports, data) => ip(from, to, 17, Buffer.concat([be16(ports[0]), be16(ports[1]), be16(8 + data.length), hex('0000'), data]));

/** The HMI looks up these names, and is answered. */
export function lookups(names) {
  const question = (name) => Buffer.concat([...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])), hex('00 0001 0001')]);
  return names.flatMap((name, n) => [
    udp(hmi, second, [50000 + n, 53], Buffer.concat([be16(n + 1), hex('0100 0001 0000 0000 0000'), question(name)])),
    udp(second, hmi, [53, 50000 + n], Buffer.concat([be16(n + 1), hex('8180 0001 0001 0000 0000'), question(name), hex('c00c 0001 0001 0000003c 0004 c0000201')])),
  ]);
}

/** An LLDP frame of a device of that name, as bytes or as text. */
export function announce(mac, name) {
  const tlv = (type, value) => Buffer.concat([be16((type << 9) | value.length), value]);
  const bytes = Buffer.isBuffer(name) ? name : Buffer.from(name);
  return Buffer.concat([hex('0180c200000e'), hex(mac), hex('88cc'), tlv(1, hex(`04${mac}`)), tlv(2, Buffer.from('\x07p1')), tlv(3, be16(120)), tlv(5, bytes), be16(0)]);
}

/** The same asked of a second PLC. */
export const another = () => conversation(second, 49153);

/** The bytes of a pcap file, one frame each 50 ms, ending a minute ago. */
export function capture(more = []) {
  const frames = [...conversation(plc, 49152), ...more];
  const start = Date.now() - 60_000 - frames.length * 50;
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65535, 16);
  head.writeUInt32LE(1, 20);
  const records = frames.flatMap((frame, index) => {
    const padded = Buffer.concat([frame, Buffer.alloc(Math.max(0, 60 - frame.length))]);
    const record = Buffer.alloc(16);
    const at = start + index * 50;
    record.writeUInt32LE(Math.floor(at / 1000), 0);
    record.writeUInt32LE((at % 1000) * 1000, 4);
    record.writeUInt32LE(padded.length, 8);
    record.writeUInt32LE(padded.length, 12);
    return [record, padded];
  });
  return Buffer.concat([head, ...records]);
}
