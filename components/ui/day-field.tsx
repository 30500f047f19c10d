/** A day in a filter. */
export function DayField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label>
      <span className="block text-sm font-semibold">{label}</span>
      <input name={name} type="date" className="input" defaultValue={value} />
    </label>
  );
}

/** What a form does not show stays in the address as it is. */
export function KeptValues({ values }: { values: Readonly<Record<string, readonly string[]>> }) {
  return Object.entries(values).flatMap(([name, each]) => each.map((value) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />));
}
