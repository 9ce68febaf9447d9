import { crc32, deflateSync } from 'node:zlib';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** An object's dictionary and, where it has one, its stream; the first three are catalogue, pages and page. */
interface PdfObject {
  dictionary: string;
  stream?: Uint8Array;
}

interface PdfWish {
  text?: string;
  /** Further objects, numbered from 6 on. */
  objects?: readonly PdfObject[];
  /** Further entries of the catalogue, such as an OpenAction. */
  catalogue?: string;
  /** Further entries of the trailer. */
  trailer?: string;
}

/** Objects with their cross-reference table: a file any viewer opens. */
function assemble(objects: readonly PdfObject[], trailer: string): Uint8Array {
  const parts: Buffer[] = [latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, { dictionary, stream }] of objects.entries()) {
    offsets.push(length);
    push(latin1(`${index + 1} 0 obj\n<< ${dictionary}${stream ? ` /Length ${stream.length}` : ''} >>\n`));
    if (stream) push(Buffer.concat([latin1('stream\n'), stream, latin1('\nendstream\n')]));
    push(latin1('endobj\n'));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  push(
    latin1(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/** A page of A4 with a line of text, and whatever else is wished into it. */
export function createPdf(wish: PdfWish = {}): Uint8Array {
  const { text = 'Certificate of Incorporation', objects = [], catalogue = '', trailer = '' } = wish;
  const content = deflateSync(latin1(`BT /F1 24 Tf 72 720 Td (${text}) Tj ET`));
  return assemble(
    [
      { dictionary: `/Type /Catalog /Pages 2 0 R ${catalogue}` },
      { dictionary: '/Type /Pages /Kids [3 0 R] /Count 1' },
      {
        dictionary:
          '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>',
      },
      { dictionary: '/Filter /FlateDecode', stream: content },
      { dictionary: '/Type /Font /Subtype /Type1 /BaseFont /Helvetica' },
      ...objects,
    ],
    trailer,
  );
}

/** An object stream that holds one object, packed as deflate packs it. */
export function objectStream(object: string, filter = '/FlateDecode'): PdfObject {
  const body = `10 0 ${object}`;
  return { dictionary: `/Type /ObjStm /N 1 /First 5 /Filter ${filter}`, stream: deflateSync(latin1(body)) };
}

/** A stream that unpacks to that many zeros: about a thousandth of it in the file. */
export function packedZeros(megabytes: number): PdfObject {
  return {
    dictionary: '/Filter /FlateDecode',
    stream: deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 }),
  };
}

function pngChunk(kind: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([latin1(kind), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

interface PngWish {
  width?: number;
  height?: number;
  /** What the header says, when that is not what is in it. */
  claimed?: { width: number; height: number };
}

/** A grey picture with lines, as a scanned page has them. */
export function createPng({ width = 240, height = 320, claimed = { width, height } }: PngWish = {}): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed.width, 0);
  header.writeUInt32BE(claimed.height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0xf4);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width + 1)] = 0;
    const isText = y % 16 >= 6 && y % 16 < 10 && y > 24;
    if (isText) rows.fill(0x55, y * (width + 1) + 24, y * (width + 1) + width - 24 - ((y * 7) % 60));
  }
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      pngChunk('IHDR', header),
      pngChunk('IDAT', deflateSync(rows)),
      pngChunk('IEND', new Uint8Array()),
    ]),
  );
}

/** Eight by eight white pixels, as an image program saved them. */
const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKYAH//Z';

export function createJpeg(): Uint8Array {
  return new Uint8Array(Buffer.from(JPEG, 'base64'));
}
