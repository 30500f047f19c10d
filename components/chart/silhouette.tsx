const WIDTH = 48;
const ROW = 8;

/** The outline of a distribution: one centred bar per band, top to bottom. Says nothing without the words beside it. */
export function Silhouette({ shares, fill }: { shares: readonly (number | null)[]; fill: string }) {
  const most = Math.max(0.01, ...shares.map((share) => share ?? 0));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${4 * ROW}`} aria-hidden="true" className="mx-auto h-8 w-full">
      {shares.map((share, row) => {
        const width = ((share ?? 0) / most) * WIDTH;
        // biome-ignore lint/suspicious/noArrayIndexKey: bands stand in a fixed order
        return <rect key={row} x={(WIDTH - width) / 2} y={row * ROW + 1} width={width} height={ROW - 2} className={fill} />;
      })}
    </svg>
  );
}
