import type { Actor } from '@/lib/access/actor';
import { may } from '@/lib/access/acts';
import { FILING_VIEWS, type FilingView } from '@/lib/registry/filing-query';

export const PATH = '/desk/filings';

/** The lists of filings that somebody has use for; the first is shown unless another is asked for. */
export function viewsFor(actor: Actor): FilingView[] {
  const shown: Record<FilingView, boolean> = {
    inbox: may(actor, 'filing.decide'),
    below: may(actor, 'filing.decide'),
    asked: may(actor, 'filing.submit'),
    all: true,
  };
  return FILING_VIEWS.filter((view) => shown[view]);
}
