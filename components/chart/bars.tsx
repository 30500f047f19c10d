/** One side of a chart of bars: its name, its colour, and a value from 0 to 1 per band; null is drawn as nothing. */
export type Side = { name: string; fill: string; values: readonly (number | null)[]; texts: readonly string[] };

const WIDTH = 400;
const LABEL = 96;
const ROW = 46;

/** Bars of two sides back to back, or of one, top to bottom; the figures stand in a table beside. */
export function Bars({ sides, labels, title }: { sides: readonly [Side] | readonly [Side, Side]; labels: readonly string[]; title: string }) {
  const [left, right] = sides;
  const room = right ? (WIDTH - LABEL) / 2 : WIDTH - LABEL;
  const most = Math.max(0.01, ...sides.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${labels.length * ROW + 22}`} role="img" aria-label={title} className="w-full max-w-[36rem] text-[13px]" fontSize={13}>
      <title>{title}</title>
      {right && <SideName side={left} x={room} anchor="end" />}
      <SideName side={right ?? left} x={right ? room + LABEL : LABEL} anchor="start" />
      {labels.map((label, row) => (
        <g key={label} transform={`translate(0 ${row * ROW + 22})`}>
          <text x={right ? WIDTH / 2 : LABEL - 8} y={34} textAnchor={right ? 'middle' : 'end'} className="fill-ink">
            {label}
          </text>
          {right && <Bar side={left} row={row} room={room} most={most} from={room} anchor="end" />}
          <Bar side={right ?? left} row={row} room={room} most={most} from={right ? room + LABEL : LABEL} anchor="start" />
        </g>
      ))}
    </svg>
  );
}

function SideName({ side, x, anchor }: { side: Side; x: number; anchor: 'start' | 'end' }) {
  return (
    <text x={x} y={13} textAnchor={anchor} className={`${side.fill} font-bold`}>
      {side.name}
    </text>
  );
}

type BarProps = { side: Side; row: number; room: number; most: number; from: number; anchor: 'start' | 'end' };

function Bar({ side, row, room, most, from, anchor }: BarProps) {
  const value = side.values[row] ?? null;
  const width = ((value ?? 0) / most) * room;
  return (
    <>
      <text x={from} y={15} textAnchor={anchor} className="fill-muted tabular-nums">
        {side.texts[row]}
      </text>
      <rect x={anchor === 'end' ? from - width : from} y={20} width={width} height={20} className={side.fill} />
      <line x1={from} x2={from} y1={18} y2={42} className="stroke-muted" />
    </>
  );
}
