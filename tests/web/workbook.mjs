/* workbook.mjs - a small Excel workbook as somebody would send it, and a look into one. SPDX-License-Identifier: Apache-2.0 */
import { inflateRawSync } from 'node:zlib';

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** {name: text} as an archive without compression. */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(0x21, 12); /* 1980-01-01 */
    head.writeUInt32LE(crc32(body), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(body.length, 22);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 28);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, title, body);
    directory.push(entry, title);
    offset += head.length + title.length + body.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

/** The archive as {name: text}. */
export function unzip(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, nameLength, extra, comment, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(begin, begin + packed);
    files[name] = (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body).toString('utf8');
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const text = (place, value, style) => `<c r="${place}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** A customer's sheet: number, wording, answer, remark, a seal field; three items. */
export function checkSheet() {
  const rows = ['2-6', '３－２', '4-1'].map((number, index) => {
    const row = index + 3;
    return `<row r="${row}" ht="40" customHeight="1">${text(`A${row}`, number, 2)}${text(`B${row}`, '御社の状況', 3)}<c r="C${row}" s="4"/><c r="D${row}" s="5"/></row>`;
  });
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': '<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="自己点検" sheetId="1" r:id="a"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><!-- as the customer likes it --></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="m"><sheetData><row r="1">${text('A1', '取引先各位', 1)}${text('F1', '押印欄', 9)}</row><row r="2">${text('A2', '番号', 1)}${text('B2', '設問', 1)}${text('C2', '達成度', 1)}${text('D2', '備考', 1)}</row>${rows.join('')}</sheetData><pageMargins left="0.7"/></worksheet>`,
  };
}
