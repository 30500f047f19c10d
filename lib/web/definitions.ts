import type { Shape } from '@/lib/coverage/shape';
import { MESSAGES } from './locale';

/** What the figures of coverage count, in the words of the page. */
export function coverageDefinition(): string {
  return MESSAGES['zh-CN'].coverage.definition;
}

/** What the figures of the distribution count. */
export function distributionDefinition(): string {
  return MESSAGES['zh-CN'].distribution.definition;
}

/** What a band of a scheme is called. */
export function bandName(code: string): string {
  const names: Record<string, string> = MESSAGES['zh-CN'].code.band;
  return names[code] ?? code;
}

/** The rule of the public contract that gave a verdict, in words. */
export function shapeRule(shape: Shape): string {
  return MESSAGES['zh-CN'].shapeRule[shape];
}
