import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { csrfTokenOf } from '@/lib/web/auth';

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const { callbackUrl = '/desk', ready, error } = await searchParams;
  const jar = await cookies();
  const csrfToken = csrfTokenOf((name) => jar.get(name)?.value);
  if (!csrfToken && !ready) redirect(`/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  return (
    <main>
      <h1>登录</h1>
      {error && <p role="alert">用户名或密码不对，或该用户已停用。</p>}
      <form method="post" action="/api/auth/callback/credentials">
        <input type="hidden" name="csrfToken" value={csrfToken ?? ''} />
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <label>
          用户名 <input name="username" defaultValue={jar.get('guta.username')?.value ?? ''} />
        </label>
        <label>
          密码 <input name="password" type="password" />
        </label>
        <button type="submit">登录</button>
      </form>
    </main>
  );
}
