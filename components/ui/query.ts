export { address, type QueryValue } from '@/lib/taxonomy/link';
