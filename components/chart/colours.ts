// A picture stands alone: it cannot read the page's tokens, so that they are said once more here. colours.test.ts holds them to app/globals.css.

/** The colours of pictures: the page's, light. */
export const INK = '#16202b';
export const MUTED = '#51606f';
export const LINE = '#c9d2db';
export const PAPER = '#ffffff';
export const WRONG = '#a61b1b';
export const FULL = { fill: '#cfe3f5', ink: '#0b2f52' };

/** The ramp of figures, weakest first, each with the ink that stands on it. */
export const HEAT = [
  { fill: '#e6f0fa', ink: INK },
  { fill: '#bdd8f1', ink: INK },
  { fill: '#8abbe6', ink: INK },
  { fill: '#2b6ba8', ink: PAPER },
  { fill: '#0d3a66', ink: PAPER },
] as const;
