import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createJpeg, createPdf, createPng, objectStream, packedZeros } from '@/lib/testing/factories-documents';
import { checkDocument, checkFileName } from './check-document';

const text = (content: string) => new TextEncoder().encode(content);
const behind = (bytes: Uint8Array, more: string) => new Uint8Array(Buffer.concat([bytes, text(more)]));
/** The line end that readers take though it is wrong. */
const withoutLineFeed = (bytes: Uint8Array) =>
  new Uint8Array(
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('>>\nstream\n', '>>\nstream\r'), 'latin1'),
  );
/** Any number of FF may stand before a marker. */
const withFiller = (jpeg: Uint8Array) =>
  new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(100_000, 0xff), jpeg.subarray(2)]));
const packed = new Uint8Array(deflateSync(text('10 0 << /Type /Font >>')));
const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

describe('a document that is taken', () => {
  it.each([
    ['a PDF', createPdf(), 'application/pdf'],
    ['a PDF whose objects are packed', createPdf({ objects: [objectStream('<< /Type /Font >>')] }), 'application/pdf'],
    [
      'a PDF with a link',
      createPdf({ objects: [{ dictionary: '/S /URI /URI (https://mca.gov.in)' }] }),
      'application/pdf',
    ],
    ['a PDF that opens at a page', createPdf({ catalogue: '/OpenAction [3 0 R /Fit]' }), 'application/pdf'],
    ['a PDF that unpacks to 20 MB', createPdf({ objects: [packedZeros(20)] }), 'application/pdf'],
    ['a PNG', createPng(), 'image/png'],
    ['a JPEG', createJpeg(), 'image/jpeg'],
    ['a JPEG with filler', withFiller(createJpeg()), 'image/jpeg'],
    ['a JPEG with a camera’s data behind it', behind(createJpeg(), 'SEFT 0001'), 'image/jpeg'],
  ])('%s', async (_, bytes, mediaType) => {
    expect(await checkDocument(bytes)).toBe(mediaType);
  });
});

describe('a document that is refused', () => {
  const damaged = 'The file is damaged or cut off: open it yourself, save it again and choose that.';
  const scripts = 'The PDF contains scripts or starts programs: print it to a new PDF and choose that.';
  const inside = 'The PDF has other files inside it: print it to a new PDF and choose that.';
  const other = (what: string) => `Choose a PDF, JPEG or PNG file: this one is ${what}, whatever its name says.`;
  it.each<[what: string, bytes: Uint8Array, message: string]>([
    ['nothing', new Uint8Array(), 'The file is empty.'],
    ['plain text', text('Kaveri Logistics Private Limited'), 'Choose a PDF, JPEG or PNG file.'],
    ['a ZIP archive', text('PK\u0003\u0004\u0014\u0000'), other('a ZIP archive or an office document')],
    [
      'an SVG with a script',
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      other('a web page or a drawing (SVG)'),
    ],
    [
      'an SVG behind a declaration',
      text('\n<?xml version="1.0"?><svg onload="alert(1)"/>'),
      other('a web page or a drawing (SVG)'),
    ],
    ['a web page', text('<!DOCTYPE html><script>alert(1)</script>'), other('a web page or a drawing (SVG)')],
    ['a GIF', text('GIF89a'), other('a GIF picture')],
    ['a HEIC photo', text('\0\0\0\u0018ftypheic'), other('a HEIC picture or a film')],
    ['a program', text('MZ\u0090\0'), other('a program')],
    ['a web page that begins like a PDF', text('%PDF-1.7\n<script>alert(1)</script>'), damaged],
    ['half a PDF', createPdf().subarray(0, 300), damaged],
    ['a PDF with a ZIP archive behind it', behind(createPdf(), 'PK\u0003\u0004'.repeat(20)), damaged],
    [
      'a PDF with a script',
      createPdf({ catalogue: '/OpenAction 6 0 R', objects: [{ dictionary: '/S /JavaScript /JS (app.alert\\(1\\))' }] }),
      scripts,
    ],
    [
      'a script by another spelling of its name',
      createPdf({ objects: [{ dictionary: '/S /J#61va#53cript /JS (x)' }] }),
      scripts,
    ],
    ['a script in a packed object', createPdf({ objects: [objectStream(SCRIPT)] }), scripts],
    [
      'a script in a packed object, spelled otherwise',
      createPdf({ objects: [objectStream(SCRIPT.replace('JavaScript', '#4AavaScrip#74'))] }),
      scripts,
    ],
    ['a script in a rendition', createPdf({ objects: [{ dictionary: '/S /Rendition /JS (x)' }] }), scripts],
    ['an object that starts a program', createPdf({ objects: [{ dictionary: '/S /Launch /F (cmd.exe)' }] }), scripts],
    [
      'a PDF with a file inside',
      createPdf({ objects: [{ dictionary: '/Type /EmbeddedFile', stream: text('MZ') }] }),
      inside,
    ],
    ['a PDF with a file named inside', createPdf({ catalogue: '/Names << /EmbeddedFiles 6 0 R >>' }), inside],
    [
      'a PDF with a form',
      createPdf({ catalogue: '/AcroForm << /XFA 6 0 R >>' }),
      'The PDF is a form that sends itself: print it to a new PDF and choose that.',
    ],
    [
      'a PDF with a password',
      createPdf({ trailer: '/Encrypt 6 0 R' }),
      'The PDF is protected by a password: save it without one.',
    ],
    [
      'packed objects of another packing',
      createPdf({
        objects: [{ dictionary: '/Type /ObjStm /N 1 /First 5 /Filter /LZWDecode', stream: text('\u0080\u000b`') }],
      }),
      'The PDF is packed in a way that cannot be checked: print it to a new PDF and choose that.',
    ],
    ...(
      [
        ['a second filter', '/Filter [/FlateDecode /ASCIIHexDecode]'],
        ['a second filter by its short name', '/Filter [/Fl /AHx]'],
        ['a second filter, spelled otherwise', '/Filter [/FlateDecode /#41SCII85Decode]'],
        ['a filter named elsewhere', '/Filter 9 0 R'],
        ['a predictor', '/Filter /FlateDecode /DecodeParms << /Predictor 12 >>'],
        ['a string that may be read as a stream', '/Filter /FlateDecode /X (>> stream)'],
      ] as const
    ).map(([what, entries]): [string, Uint8Array, string] => [
      `packed objects with ${what}`,
      createPdf({ objects: [{ dictionary: `/Type /ObjStm /N 1 /First 5 ${entries}`, stream: packed }] }),
      'The PDF is packed in a way that cannot be checked: print it to a new PDF and choose that.',
    ]),
    [
      'a script in a packed object behind a bare carriage return',
      withoutLineFeed(createPdf({ objects: [objectStream(SCRIPT)] })),
      scripts,
    ],
    [
      'packed objects packed twice',
      createPdf({
        objects: [
          {
            dictionary: '/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]',
            stream: text(deflateSync(text(SCRIPT)).toString('hex')),
          },
        ],
      }),
      'The PDF is packed in a way that cannot be checked: print it to a new PDF and choose that.',
    ],
    [
      'more names of packed objects than a document may have streams',
      createPdf({
        objects: Array.from({ length: 51 }, () => ({ dictionary: '/ObjStm '.repeat(100), stream: text('x') })),
      }),
      'The PDF is packed in a way that cannot be checked: print it to a new PDF and choose that.',
    ],
    [
      'a bomb of 150 MB in 150 KB',
      createPdf({ objects: [packedZeros(150)] }),
      'The PDF unpacks to more than 128 MB: save it at a lower resolution.',
    ],
    [
      'many smaller bombs',
      createPdf({ objects: Array.from({ length: 5 }, () => packedZeros(30)) }),
      'The PDF unpacks to more than 128 MB: save it at a lower resolution.',
    ],
    ['half a PNG', createPng().subarray(0, 200), damaged],
    ['a PNG without a picture', behind(createPng().subarray(0, 33), '\0\0\0\0IEND1234'), damaged],
    [
      'a PNG with a page behind it',
      behind(createPng(), '<script>alert(1)</script>'),
      'There is something behind the end of the picture: save it again and choose that.',
    ],
    [
      'a PNG that unpacks to 40 gigapixels',
      createPng({ claimed: { width: 200_000, height: 200_000 } }),
      'The picture is larger than 100 megapixels or 20,000 pixels a side: save it smaller.',
    ],
    ['half a JPEG', createJpeg().subarray(0, 500), damaged],
    ['a page that begins like a JPEG', text('\u00ff\u00d8\u00ff<script>'), 'Choose a PDF, JPEG or PNG file.'],
    ['bytes of a JPEG and nothing more', new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), damaged],
  ])('%s', async (_, bytes, message) => {
    await expect(checkDocument(bytes)).rejects.toMatchObject({ code: 'invalid_input', field: 'file', message });
  });
});

describe('the name of a file', () => {
  it.each([
    ['  Certificate.pdf ', 'Certificate.pdf'],
    ['पंजीकरण.pdf', 'पंजीकरण.pdf'],
    ['x'.repeat(99), 'x'.repeat(99)],
  ])('may be %j', (given, kept) => {
    expect(checkFileName(given)).toBe(kept);
  });

  it.each([
    ['', 'The file has no name; give it one.'],
    ['../../etc/passwd', 'File name must not contain a path.'],
    ['C:\\Users\\a.pdf', 'File name must not contain a path.'],
    ['..', 'File name must not contain a path.'],
    [
      'a\r\nSet-Cookie: x.pdf',
      'File name must not contain control characters or characters that change the direction of text.',
    ],
    [
      'invoice\u202efdp.exe',
      'File name must not contain control characters or characters that change the direction of text.',
    ],
    ['x'.repeat(100), 'File name may have at most 99 characters.'],
  ])('may not be %j', (given, message) => {
    expect(() => checkFileName(given)).toThrow(message);
  });
});
