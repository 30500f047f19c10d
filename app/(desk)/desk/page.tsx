import { requireActor } from '@/lib/web/session';

export default async function DeskPage() {
  const actor = await requireActor('/desk');
  return <h1>工作台：{actor.name}</h1>;
}
