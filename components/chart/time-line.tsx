/** A point on a line of time; `at` from 0 to 1 along it. */
export type Mark = { at: number; text: string };
type Props = { marks: readonly Mark[]; years: readonly Mark[]; fill: string; title: string };

const WIDTH = 640;
const LEFT = 8;
const ROW = 20;
/** A text is written to the left of its point from here on. */
const TURNS = 0.5;
/** Longer texts would leave the picture. */
const LONGEST = 26;

/** Points along the years, one line for each so that no text covers another; the list beside says the same with links. */
export function TimeLine({ marks, years, fill, title }: Props) {
  const height = (marks.length + 1) * ROW + 8;
  const x = (at: number) => LEFT + at * (WIDTH - 2 * LEFT);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={title} className="w-full max-w-[52rem]" fontSize={12}>
      <title>{title}</title>
      {years.map(({ at, text }) => (
        <g key={text}>
          <line x1={x(at)} x2={x(at)} y1={ROW} y2={height} className="stroke-line" />
          <text x={x(at)} y={14} textAnchor={at > 0.95 ? 'end' : 'start'} className="fill-muted tabular-nums">
            {text}
          </text>
        </g>
      ))}
      {marks.map(({ at, text }, index) => (
        <g key={text} transform={`translate(${x(at)} ${(index + 1) * ROW + 10})`}>
          <circle r={4} className={fill} />
          <text x={at > TURNS ? -8 : 8} y={4} textAnchor={at > TURNS ? 'end' : 'start'} className="fill-ink">
            {[...text].length > LONGEST ? `${[...text].slice(0, LONGEST).join('')}…` : text}
          </text>
        </g>
      ))}
    </svg>
  );
}
