/** What Next calls once, before it takes requests. */
export { followRequests as register } from '@/lib/web/request';
