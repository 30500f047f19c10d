export const dynamic = 'force-dynamic';
export default function Home() {
  return <p>鼓塔</p>;
}
