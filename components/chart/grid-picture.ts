import { escaped } from '@/components/ui/escaped';
import { FULL, HEAT, INK, LINE, MUTED, PAPER, WRONG } from './colours';

/** The form of a cell: a step of the ramp (0: none), or what stands where there is no figure. */
export type Form = number | 'full' | 'half' | 'hollow' | 'dotted' | 'blank' | 'hatched';

export type PictureCell = { text: string; form: Form };

/** A table as a picture: what it says, its cells, what their forms mean, and where it is from. */
export type GridPicture = {
  title: string;
  lines: readonly string[];
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly PictureCell[] }[];
  legend: readonly { cell: PictureCell; words: string }[];
  foot: readonly string[];
};

const CELL = { width: 46, height: 24 };
const MARGIN = 16;
const SIZE = 12;
const LINE_HEIGHT = 18;
const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/** The picture as SVG (XML). Fonts are named by family alone, colours are attributes: no style, no script, nothing that is loaded. */
export function gridPicture({ title, lines, columns, rows, legend, foot }: GridPicture): string {
  const left = MARGIN + 8 + Math.max(60, ...rows.map(({ name }) => widthOf(name)));
  const width = Math.max(left + columns.length * CELL.width + MARGIN, 480);
  const room = width - 2 * MARGIN;
  const head = [...wrapped(title, room, 16).map((text) => ({ text, size: 16, bold: true })), ...plain(lines, room)];
  const below = plain(foot, room);
  const slant = 12 + Math.max(0, ...columns.map(widthOf));
  const top = MARGIN + head.length * LINE_HEIGHT + slant + 8;
  const marks = legendAt(legend, top + rows.length * CELL.height + 16, width);
  const height = marks.bottom + below.length * LINE_HEIGHT + MARGIN;
  const body = rows.map(({ name, cells }, row) => {
    const y = top + row * CELL.height;
    return text(left - 8, y + 16, name, { anchor: 'end' }) + cells.map((cell, column) => cellAt(left + column * CELL.width, y, cell)).join('');
  });
  const heads = columns.map((name, column) => {
    const x = left + column * CELL.width + CELL.width / 2 + 4;
    return `<g transform="rotate(-90 ${x} ${top - 6})">${text(x, top - 6, name)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${FONT}" font-size="${SIZE}">`,
    `<title>${escaped(title)}</title><desc>${escaped([...lines, ...foot].join(' '))}</desc>`,
    `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke="${LINE}" fill="none"/></pattern></defs>`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    ...head.map((line, index) => text(MARGIN, MARGIN + 14 + index * LINE_HEIGHT, line.text, line)),
    ...heads,
    ...body,
    marks.svg,
    ...below.map((line, index) => text(MARGIN, marks.bottom + 14 + index * LINE_HEIGHT, line.text, line)),
    '</svg>',
  ].join('');
}

type Line = { text: string; size: number; bold?: boolean; ink?: string };

function plain(lines: readonly string[], room: number): Line[] {
  return lines.flatMap((each) => wrapped(each, room, SIZE).map((said) => ({ text: said, size: SIZE, ink: MUTED })));
}

type Look = { size?: number; bold?: boolean; ink?: string; anchor?: 'start' | 'middle' | 'end' };

function text(x: number, y: number, said: string, { size = SIZE, bold, ink = INK, anchor = 'start' }: Look = {}): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${ink}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${escaped(said)}</text>`;
}

function cellAt(x: number, y: number, { text: said, form }: PictureCell): string {
  const at = `x="${x}" y="${y}" height="${CELL.height}"`;
  const whole = `${at} width="${CELL.width}"`;
  const frame = `<rect ${whole} fill="none" stroke="${LINE}"/>`;
  const label = (ink: string) => text(x + CELL.width / 2, y + 16, said, { ink, anchor: 'middle', size: 11 });
  if (typeof form === 'number') {
    const step = HEAT[form - 1];
    return `<rect ${whole} fill="${step?.fill ?? PAPER}" stroke="${LINE}"/>${label(step?.ink ?? INK)}`;
  }
  const inner = `x="${x + 2.5}" y="${y + 2.5}" width="${CELL.width - 5}" height="${CELL.height - 5}" fill="none" stroke="${MUTED}"`;
  const forms: Record<Exclude<Form, number>, string> = {
    full: `<rect ${whole} fill="${FULL.fill}" stroke="${LINE}"/>${label(FULL.ink)}`,
    half: `<rect ${at} width="${CELL.width / 2}" fill="${FULL.fill}"/>${frame}${label(INK)}`,
    hollow: `${frame}<rect ${inner}/>${label(WRONG)}`,
    dotted: `${frame}<rect ${inner} stroke-dasharray="1 2"/>${label(INK)}`,
    blank: `${frame}${label(MUTED)}`,
    hatched: `<rect ${whole} fill="url(#hatch)" stroke="${LINE}"/>${label(INK)}`,
  };
  return forms[form];
}

function legendAt(legend: GridPicture['legend'], top: number, width: number): { svg: string; bottom: number } {
  let [x, y] = [MARGIN, top];
  const parts = legend.map(({ cell, words }) => {
    const wide = CELL.width + 8 + widthOf(words) + 16;
    if (x > MARGIN && x + wide > width - MARGIN) [x, y] = [MARGIN, y + CELL.height + 6];
    const svg = cellAt(x, y, cell) + text(x + CELL.width + 8, y + 16, words);
    x += wide;
    return svg;
  });
  return { svg: parts.join(''), bottom: y + CELL.height + 12 };
}

/** About how wide a text is: a Chinese character is as wide as it is high, a Latin one a little more than half. */
function widthOf(said: string, size = SIZE): number {
  return Math.ceil([...said].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x2000 ? 0.58 : 1) * size, 0));
}

/** A text in lines that fit: between words, or anywhere in Chinese. */
function wrapped(said: string, room: number, size: number): string[] {
  const lines = [''];
  for (const word of said.match(/[\x21-\u1fff]+\s*|./gu) ?? []) {
    for (const part of widthOf(word, size) > room ? [...word] : [word]) {
      const line = lines.at(-1) ?? '';
      if (line && widthOf(line + part, size) > room) lines.push(part);
      else lines[lines.length - 1] = line + part;
    }
  }
  return lines;
}
