import type { Day } from '@/lib/taxonomy/day';

type Point = { day: Day; value: number | null; text: string };

type Props = {
  title: string;
  /** Known days, the oldest first; null breaks the line. */
  points: readonly Point[];
  /** What is asked for, as a dashed line across, and by which day. */
  goal: { value: number; text: string; dueOn: Day };
  /** Where the last point is led to by the due day. */
  forecast: { value: number; text: string } | null;
};

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT] = [640, 260, 16, 110, 24, 28];

const dayNumber = (day: Day) => Date.parse(day) / 86_400_000;

/** A line over days with what is to be reached; the table beside it tells the same. */
export function LineChart({ title, points, goal, forecast }: Props) {
  const days = [...points.map(({ day }) => day), goal.dueOn].map(dayNumber);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const most = Math.max(goal.value, forecast?.value ?? 0, ...points.map(({ value }) => value ?? 0)) || 1;
  const x = (day: Day) => LEFT + ((dayNumber(day) - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - FOOT - (value / most) * (HEIGHT - FOOT - TOP);
  const end = points.at(-1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} className="w-full max-w-[44rem]" fontSize={13}>
      <title>{title}</title>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} className="stroke-line" />
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(goal.value)} y2={y(goal.value)} className="stroke-muted" strokeDasharray="6 4" />
      <text x={WIDTH - RIGHT + 8} y={y(goal.value) + 4} className="fill-ink">
        {goal.text}
      </text>
      {points.slice(1).map((point, index) => {
        const before = points[index];
        if (!before || before.value === null || point.value === null) return null;
        return <line key={point.day} x1={x(before.day)} y1={y(before.value)} x2={x(point.day)} y2={y(point.value)} className="stroke-accent" strokeWidth={2} />;
      })}
      {points.map(({ day, value, text }) =>
        value === null ? null : (
          <g key={day}>
            <title>{text}</title>
            <circle cx={x(day)} cy={y(value)} r={3.5} className="fill-accent" />
          </g>
        ),
      )}
      {forecast && end && end.value !== null && (
        <>
          <line x1={x(end.day)} y1={y(end.value)} x2={x(goal.dueOn)} y2={y(forecast.value)} className="stroke-accent" strokeWidth={2} strokeDasharray="2 4" />
          <circle cx={x(goal.dueOn)} cy={y(forecast.value)} r={4} className="fill-page stroke-accent" />
        </>
      )}
      <text x={LEFT} y={HEIGHT - 8} className="fill-muted">
        {points[0]?.day}
      </text>
      <text x={x(goal.dueOn)} y={HEIGHT - 8} textAnchor="end" className="fill-muted">
        {goal.dueOn}
      </text>
    </svg>
  );
}
