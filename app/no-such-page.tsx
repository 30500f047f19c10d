import { NoSuchPage as Words } from '@/components/ui/no-such-page';
import { answerAbsent } from '@/lib/web/request';

/** What a list answers of a page after its last: that there is none, and which is the last. */
export function NoSuchPage(props: Parameters<typeof Words>[0]) {
  answerAbsent();
  return <Words {...props} />;
}
