import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { identitySettings } from '@/lib/env';

const CIPHER = 'aes-256-gcm';

/** Encrypts what the database keeps but must not tell whoever reads a copy of it. `of` binds it to its row. */
export function seal(text: string, of: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(CIPHER, keyFor('seal'), iv).setAAD(Buffer.from(of));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What was sealed; null where it was altered, moved to another row, or sealed under another NEXTAUTH_SECRET. */
export function unseal(sealed: string, of: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, keyFor('seal'), bytes.subarray(0, 12)).setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** A hash that can be compared, but not guessed at without the server's secret. */
export function keyedHash(text: string): string {
  return createHmac('sha256', keyFor('hash')).update(text).digest('base64url');
}

function keyFor(use: 'seal' | 'hash'): Buffer {
  return Buffer.from(hkdfSync('sha256', identitySettings().NEXTAUTH_SECRET, 'guta', `guta identity ${use}`, 32));
}
