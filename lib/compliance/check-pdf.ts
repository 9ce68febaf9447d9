import 'server-only';
import { createInflate } from 'node:zlib';

/** Why a PDF is not taken. */
export type PdfProblem =
  | 'damaged'
  | 'password'
  | 'script'
  | 'embedded file'
  | 'form'
  | 'unpacks to too much'
  | 'cannot be checked';

/** What all streams of a document may unpack to together, bytes read and written: a viewer must bear it too. */
const MAX_UNPACKED = 128 * 1024 * 1024;
const MAX_STREAMS = 5_000;
/** Bytes given to the unpacker at a time. */
const SLICE = 64 * 1024;
/** Longer than any name looked for, each of its characters written as #xx. */
const OVERLAP = 64;
/** How long the dictionary of an object stream may be. */
const MAX_DICTIONARY = 4_096;

/** A PDF name, any character of which may be written as # and two hex digits (ISO 32000-2, 7.3.5). */
function name(text: string): string {
  const characters = [...text].map((character) => {
    const hex = character.charCodeAt(0).toString(16);
    const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
    return `(?:${character}|#${anyCase})`;
  });
  return `/${characters.join('')}(?![A-Za-z0-9#])`;
}

function names(...texts: string[]): RegExp {
  return new RegExp(texts.map(name).join('|'));
}

/**
 * What a certificate has no use for, and a viewer might act on. Every script has an action of the name JavaScript or
 * Rendition, every file inside an entry of the name EmbeddedFile: found by names that no picture's bytes are by chance.
 */
const FORBIDDEN: readonly (readonly [RegExp, PdfProblem])[] = [
  [names('Encrypt'), 'password'],
  [names('JavaScript', 'Rendition', 'Launch', 'RichMedia'), 'script'],
  [names('EmbeddedFile', 'EmbeddedFiles', 'GoToE'), 'embedded file'],
  [names('XFA', 'SubmitForm', 'ImportData'), 'form'],
];
const OBJECT_STREAM = new RegExp(name('ObjStm'), 'g');
/** The keyword and its line end; readers take any, though only two are right. */
const STREAM = /(?<!end)stream(?:\r\n|\n|\r)?/g;
/** Filters but deflate, by their long and short names, and what is done to unpacked bytes. */
const OTHER_PACKING =
  /\/(?:LZWDecode|LZW|ASCIIHexDecode|AHx|ASCII85Decode|A85|RunLengthDecode|RL|Crypt|DecodeParms|DP|F)(?![A-Za-z0-9])/;
const DEFLATE = /\/Filter\s*(?:\[\s*)?\/(?:FlateDecode|Fl)(?![A-Za-z0-9])/;

function forbiddenIn(text: string): PdfProblem | null {
  return FORBIDDEN.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** RFC 1950: deflate, and a header that is a multiple of 31. */
function isZlib(bytes: Uint8Array, at: number): boolean {
  const [method = 0, flags = 0] = bytes.subarray(at, at + 2);
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

interface PackedStream {
  /** Where its keyword stands. */
  keyword: number;
  /** Where its data begins. */
  start: number;
}

/** Everything that may be a stream; what is none does no harm. */
function streamsOf(text: string): PackedStream[] {
  const streams: PackedStream[] = [];
  for (const { index, 0: found } of text.matchAll(STREAM)) {
    streams.push({ keyword: index, start: index + found.length });
    if (streams.length > MAX_STREAMS) break;
  }
  return streams;
}

/**
 * Objects may stand in packed streams. Each must say plainly that it is deflated and nothing else: one that is packed
 * in another way, or whose dictionary might be read in two ways, could hide anything.
 */
function hidesObjects(text: string, bytes: Uint8Array, streams: readonly PackedStream[]): boolean {
  let named = 0;
  for (const { index } of text.matchAll(OBJECT_STREAM)) {
    named += 1;
    if (named > MAX_STREAMS) return true;
    const stream = streams.find(({ keyword }) => keyword > index);
    if (!stream || stream.keyword - index > MAX_DICTIONARY) return true;
    // Looks back no further than a dictionary is long: to the file's start for each name, it would take minutes.
    const before = text.slice(Math.max(0, index - MAX_DICTIONARY), index);
    const own = before.slice(Math.max(0, before.lastIndexOf('obj')));
    const dictionary = (own + text.slice(index, stream.keyword)).trimEnd();
    const plain = dictionary.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    // Strings and comments could hold a second dictionary; this kind has neither.
    if (!plain.endsWith('>>') || /[(%]|endobj/.test(plain) || OTHER_PACKING.test(plain)) return true;
    if (plain.includes('/Filter') && !(DEFLATE.test(plain) && isZlib(bytes, stream.start))) return true;
  }
  return false;
}

interface Budget {
  left: number;
}

/**
 * Unpacks one stream slice by slice and looks into it. It ends by itself where its data ends; damaged data is let be,
 * as viewers do.
 */
async function problemIn(bytes: Uint8Array, start: number, budget: Budget): Promise<PdfProblem | null> {
  const inflate = createInflate();
  let fed = start;
  const feed = () => {
    if (fed >= bytes.length) return inflate.end();
    const slice = bytes.subarray(fed, fed + SLICE);
    fed += slice.length;
    budget.left -= slice.length;
    inflate.write(slice, (error) => {
      if (!error && !inflate.writableEnded && !inflate.destroyed) feed();
    });
  };
  feed();
  let before = '';
  try {
    for await (const unpacked of inflate) {
      budget.left -= unpacked.length;
      if (budget.left < 0) return 'unpacks to too much';
      const text = before + unpacked.toString('latin1');
      const problem = forbiddenIn(text);
      if (problem) return problem;
      before = text.slice(-OVERLAP);
    }
    return null;
  } catch {
    return null;
  } finally {
    inflate.destroy();
  }
}

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * Whether a PDF is whole, unpacks to a bounded size, and has nothing in it but pages: no password, no script, no file
 * inside, no form that sends itself. Names are looked for in the open and in every packed stream.
 */
export async function checkPdf(bytes: Uint8Array): Promise<PdfProblem | null> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text) || !/startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-2_048))) return 'damaged';
  const problem = forbiddenIn(text);
  if (problem) return problem;
  const streams = streamsOf(text);
  if (streams.length > MAX_STREAMS || hidesObjects(text, bytes, streams)) return 'cannot be checked';
  const budget = { left: MAX_UNPACKED };
  for (const { start } of streams) {
    if (!isZlib(bytes, start)) continue;
    const inside = await problemIn(bytes, start, budget);
    if (inside) return inside;
    if (budget.left < 0) return 'unpacks to too much';
  }
  return null;
}
