type Waiting<T, R> = { asked: T; answer: (answer: R | Promise<R>) => void; fail: (error: unknown) => void };

/**
 * Does at once what several ask for at the same moment. Who asks while fewer than `turns` are under way has one begun; who asks
 * later waits, together with the others who do, until one of them ends. Nobody waits for company.
 * @param serve has an answer for each, in their order
 * @param most so many go in one turn
 */
export function gathered<T, R>(
  serve: (asked: readonly T[]) => Promise<readonly Promise<R>[]>,
  { turns, most }: { turns: number; most: number },
): (asked: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let underWay = 0;
  const takeTurns = async () => {
    underWay += 1;
    // Whoever was answered a moment ago and asks again goes along.
    for (await moment(); waiting.length; await moment()) await takeTurn(waiting.splice(0, most), serve);
    underWay -= 1;
  };
  return (asked) =>
    new Promise((answer, fail) => {
      waiting.push({ asked, answer, fail });
      if (underWay < turns) void takeTurns();
    });
}

async function takeTurn<T, R>(some: readonly Waiting<T, R>[], serve: (asked: readonly T[]) => Promise<readonly Promise<R>[]>): Promise<void> {
  try {
    const answers = await serve(some.map(({ asked }) => asked));
    for (const [at, { answer, fail }] of some.entries()) answers[at] ? answer(answers[at]) : fail(new Error('Somebody was not answered.'));
    await Promise.allSettled(answers);
  } catch (error) {
    for (const { fail } of some) fail(error);
  }
}

function moment(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
