// What a line of the bench is: one figure beside its control, measured in one run on one machine.
import type { Register } from './register.ts';

/** What ratio is asked for: at least or at most so much. */
export type Goal = { least: number } | { most: number };

/** One repetition: what was measured, and the control that it is measured against, in the same unit. */
export type Figure = { value: number; control: number };

/** Registers are built when a line first asks for one. */
export type Context = { register(accounts: 30_000 | 300_000): Promise<Register> };

export type Line = {
  id: string;
  what: string;
  /** Of value and control: requests/s, ms, kB, rows/s. */
  unit: string;
  goal: Goal;
  /** Measures once. It is called several times, and the median of the ratios counts. */
  run(context: Context): Promise<Figure>;
  /** How often it is measured, where once tells as much as three times. */
  times?: number;
};
