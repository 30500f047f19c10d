import { connection } from 'next/server';
import { Absent } from '@/app/absent';
import { benched } from '@/lib/env';

/** The emptiest page there can be, with which `npm run bench` compares the others; not there otherwise. */
export default async function HelloPage() {
  await connection();
  return benched() ? <h1>Hello, world</h1> : <Absent />;
}
