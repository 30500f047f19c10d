import { z } from 'zod';
import { route } from '@/lib/web/api';
import { openApi } from '@/lib/web/openapi';

export const GET = route(z.object({}), async () => openApi());
