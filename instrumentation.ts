/** What Next calls once, before it takes requests. */
export { followAnswers as register } from '@/lib/web/absent';
