import { json } from '@/lib/web/api';
import { openApi } from '@/lib/web/openapi';

export function GET() {
  return json(openApi());
}
