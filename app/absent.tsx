import { answerAbsent } from '@/lib/web/request';
import NotFound from './not-found';

/** The page for what is not there, or not to be seen. Next's `notFound()` would leave it blank without scripts (docs/decisions/0012). */
export function Absent() {
  answerAbsent();
  return <NotFound />;
}
