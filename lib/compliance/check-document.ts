import 'server-only';
import { AppError } from '@/lib/errors';
import { checkPdf, isPdf, type PdfProblem } from './check-pdf';
import { MAX_FILE_NAME } from './format';
import { type ImageProblem, isJpeg, isPng, jpegProblem, pngProblem } from './rules-images';
import type { MediaType } from './types';

const SENTENCES: Readonly<Record<PdfProblem | ImageProblem, string>> = {
  damaged: 'The file is damaged or cut off: open it yourself, save it again and choose that.',
  password: 'The PDF is protected by a password: save it without one.',
  script: 'The PDF contains scripts or starts programs: print it to a new PDF and choose that.',
  'embedded file': 'The PDF has other files inside it: print it to a new PDF and choose that.',
  form: 'The PDF is a form that sends itself: print it to a new PDF and choose that.',
  'unpacks to too much': 'The PDF unpacks to more than 128 MB: save it at a lower resolution.',
  'cannot be checked': 'The PDF is packed in a way that cannot be checked: print it to a new PDF and choose that.',
  'too many pixels': 'The picture is larger than 100 megapixels or 20,000 pixels a side: save it smaller.',
  'more than one file': 'There is something behind the end of the picture: save it again and choose that.',
};

/** What people choose by mistake, by how it begins. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^PK[^A-Za-z]/, 'a ZIP archive or an office document'],
  [/^(ï»¿)?\s*<(\?xml|svg|!doctype|html)/i, 'a web page or a drawing (SVG)'],
  [/^GIF8/, 'a GIF picture'],
  [/^RIFF....WEBP/s, 'a WebP picture'],
  [/^....ftyp/s, 'a HEIC picture or a film'],
  [/^(II\*|MM.\*)/, 'a TIFF picture'],
  [/^(MZ|.ELF)/, 'a program'],
];

function refuse(message: string): never {
  throw new AppError('invalid_input', message, { field: 'file' });
}

/** The name as shown and stored; one with a path or characters that deceive is refused. */
export function checkFileName(given: string): string {
  const fileName = given.normalize('NFC').trim();
  if (fileName === '') refuse('The file has no name; give it one.');
  if (/[/\\]/.test(fileName) || fileName === '.' || fileName === '..') refuse('File name must not contain a path.');
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(fileName))
    refuse('File name must not contain control characters or characters that change the direction of text.');
  if ([...fileName].length > MAX_FILE_NAME) refuse(`File name may have at most ${MAX_FILE_NAME} characters.`);
  return fileName;
}

/**
 * What a document is by its content; its name says nothing.
 * @throws AppError invalid_input, one sentence: not a PDF, JPEG or PNG, damaged, or with something in it that a
 *   certificate has no use for.
 */
export async function checkDocument(bytes: Uint8Array): Promise<MediaType> {
  if (bytes.length === 0) refuse('The file is empty.');
  if (isPdf(bytes)) return take('application/pdf', await checkPdf(bytes));
  if (isPng(bytes)) return take('image/png', pngProblem(bytes));
  if (isJpeg(bytes)) return take('image/jpeg', jpegProblem(bytes));
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const other = OTHERS.find(([pattern]) => pattern.test(start))?.[1];
  return refuse(`Choose a PDF, JPEG or PNG file${other ? `: this one is ${other}, whatever its name says` : ''}.`);
}

function take(mediaType: MediaType, problem: PdfProblem | ImageProblem | null): MediaType {
  return problem ? refuse(SENTENCES[problem]) : mediaType;
}
