/** Longest side of a picture, and the most pixels of one: what a viewer unpacks it to is bounded before it is stored. */
const MAX_SIDE = 20_000;
const MAX_PIXELS = 100_000_000;

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Why a picture is not taken. */
export type ImageProblem = 'damaged' | 'too many pixels' | 'more than one file';

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function sizeProblem(width: number, height: number): ImageProblem | null {
  if (width === 0 || height === 0) return 'damaged';
  return width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS ? 'too many pixels' : null;
}

export function isPng(bytes: Uint8Array): boolean {
  return startsWith(bytes, PNG_SIGNATURE);
}

export function isJpeg(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xd8, 0xff]);
}

interface Part {
  /** A PNG chunk's four letters, or a JPEG segment's marker. */
  kind: string | number;
  /** Where its data begins. */
  at: number;
  length: number;
  /** The first byte behind it. */
  end: number;
}

/** A PNG's chunks (PNG specification, §5) up to the end mark, as far as they are whole. */
function* pngChunks(bytes: Uint8Array): Generator<Part> {
  const view = viewOf(bytes);
  for (let at = PNG_SIGNATURE.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(kind)) return;
    yield { kind, at: at + 8, length, end };
    if (kind === 'IEND') return;
    at = end;
  }
}

/** A PNG: header first, picture data, the end mark, and nothing behind it. */
export function pngProblem(bytes: Uint8Array): ImageProblem | null {
  const chunks = [...pngChunks(bytes)];
  const [first] = chunks;
  const last = chunks.at(-1);
  if (first?.kind !== 'IHDR' || first.length !== 13 || last?.kind !== 'IEND') return 'damaged';
  if (!chunks.some(({ kind }) => kind === 'IDAT')) return 'damaged';
  if (last.end !== bytes.length) return 'more than one file';
  const view = viewOf(bytes);
  return sizeProblem(view.getUint32(first.at), view.getUint32(first.at + 4));
}

/** Start-of-frame markers (ITU-T T.81, table B.1): all of C0–CF but DHT, JPG and DAC. */
function isFrame({ kind, length }: Part): boolean {
  return Number(kind) >= 0xc0 && Number(kind) <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(Number(kind)) && length >= 6;
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const FILLER = 0xff;

/** The next marker that is no stuffed byte, filler or restart mark. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const isRestart = next >= 0xd0 && next <= 0xd7;
    if (next !== 0 && next !== FILLER && !isRestart) return at;
  }
  return bytes.length;
}

/** The segment whose marker begins there; null when it is not whole. */
function segmentAt(bytes: Uint8Array, at: number): Part | null {
  const kind = bytes[at + 1];
  if (bytes[at] !== 0xff || kind === undefined) return null;
  if (kind === END_OF_IMAGE) return { kind, at: at + 2, length: 0, end: at + 2 };
  // Any number of FF may stand before a marker.
  if (kind === FILLER) return { kind, at, length: 0, end: at + 1 };
  if (at + 4 > bytes.length) return null;
  const length = viewOf(bytes).getUint16(at + 2);
  const end = at + 2 + length;
  if (length < 2 || end > bytes.length) return null;
  return { kind, at: at + 4, length: length - 2, end: kind === START_OF_SCAN ? afterScan(bytes, end) : end };
}

/** A JPEG's segments up to its end mark, as far as they are whole. */
function* jpegSegments(bytes: Uint8Array): Generator<Part> {
  for (let part = segmentAt(bytes, 2); part !== null; part = segmentAt(bytes, part.end)) {
    // A file may be megabytes of filler.
    if (part.kind !== FILLER) yield part;
    if (part.kind === END_OF_IMAGE) return;
  }
}

/**
 * A JPEG up to its end mark. Bytes behind it are let be: cameras and phones put their own there, and a viewer that is
 * told image/jpeg, and not to guess, does not read them.
 */
export function jpegProblem(bytes: Uint8Array): ImageProblem | null {
  const segments = [...jpegSegments(bytes)];
  const frame = segments.find(isFrame);
  const isWhole = segments.at(-1)?.kind === END_OF_IMAGE && segments.some(({ kind }) => kind === START_OF_SCAN);
  if (!frame || !isWhole) return 'damaged';
  const view = viewOf(bytes);
  return sizeProblem(view.getUint16(frame.at + 3), view.getUint16(frame.at + 1));
}
