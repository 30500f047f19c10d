import { MESSAGES } from './locale';

/** What the figures of coverage count, in the words of the page. */
export function coverageDefinition(): string {
  return MESSAGES['zh-CN'].coverage.definition;
}
