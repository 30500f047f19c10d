/** One side of a chart of bars: its name, its colour, and a value from 0 to 1 per band; null is drawn as nothing. */
export type Side = { name: string; fill: string; values: readonly (number | null)[]; texts: readonly string[] };

const WIDTH = 400;
const LABEL = 96;
const ROW = 46;
const HEAD = 22;

type Chart = { labels: readonly string[]; title: string };

/** Bars of two sides back to back, top to bottom; the figures stand in a table beside. */
export function BackToBack({ left, right, labels, title }: Chart & { left: Side; right: Side }) {
  const room = (WIDTH - LABEL) / 2;
  const most = mostOf(left, right);
  return (
    <Frame labels={labels} title={title}>
      <Name side={left} x={room} anchor="end" />
      <Name side={right} x={room + LABEL} anchor="start" />
      {labels.map((label, row) => (
        <g key={label} transform={`translate(0 ${row * ROW + HEAD})`}>
          <text x={WIDTH / 2} y={34} textAnchor="middle" className="fill-ink">
            {label}
          </text>
          <Bar side={left} row={row} x={room} width={lengthOf(left, row, most, room)} anchor="end" />
          <Bar side={right} row={row} x={room + LABEL} width={lengthOf(right, row, most, room)} anchor="start" />
        </g>
      ))}
    </Frame>
  );
}

/** Bars of one side about an axis in the middle: the outline is the shape that is spoken of. */
export function Outline({ side, labels, title }: Chart & { side: Side }) {
  const room = WIDTH - LABEL;
  const middle = LABEL + room / 2;
  const most = mostOf(side);
  return (
    <Frame labels={labels} title={title}>
      <Name side={side} x={middle} anchor="middle" />
      {labels.map((label, row) => (
        <g key={label} transform={`translate(0 ${row * ROW + HEAD})`}>
          <text x={LABEL - 8} y={34} textAnchor="end" className="fill-ink">
            {label}
          </text>
          <Bar side={side} row={row} x={middle} width={lengthOf(side, row, most, room)} anchor="middle" />
        </g>
      ))}
    </Frame>
  );
}

function Frame({ labels, title, children }: Chart & { children: React.ReactNode }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${labels.length * ROW + HEAD}`} role="img" aria-label={title} className="w-full max-w-[36rem]" fontSize={13}>
      <title>{title}</title>
      {children}
    </svg>
  );
}

function mostOf(...sides: readonly Side[]): number {
  return Math.max(0.01, ...sides.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

function lengthOf({ values }: Side, row: number, most: number, room: number): number {
  const value = values[row] ?? 0;
  return value === 0 ? 0 : Math.max(1, (value / most) * room);
}

type Anchor = 'start' | 'middle' | 'end';

function Name({ side, x, anchor }: { side: Side; x: number; anchor: Anchor }) {
  return (
    <text x={x} y={13} textAnchor={anchor} className={`${side.fill} font-bold`}>
      {side.name}
    </text>
  );
}

const START: Record<Anchor, number> = { start: 0, middle: 0.5, end: 1 };

function Bar({ side, row, x, width, anchor }: { side: Side; row: number; x: number; width: number; anchor: Anchor }) {
  return (
    <>
      <text x={x} y={15} textAnchor={anchor} className="fill-muted tabular-nums">
        {side.texts[row]}
      </text>
      <rect x={x - START[anchor] * width} y={20} width={width} height={20} className={side.fill} />
      {anchor !== 'middle' && <line x1={x} x2={x} y1={18} y2={42} className="stroke-muted" />}
    </>
  );
}
