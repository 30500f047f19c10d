// Requests over connections that are kept open, from this process: the same for a page and for its control.
import http from 'node:http';

type Answer = { status: number; bytes: number; text: string; ms: number };

/** Asks once. */
export function ask(url: string, agent: http.Agent | undefined = undefined, headers: Record<string, string> = {}): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, bytes: body.length, text: body.toString('utf8'), ms: performance.now() - began });
      });
    });
    request.once('error', reject);
  });
}

/**
 * Requests answered per second over so many connections, each asking anew once it is answered.
 * @param url what is asked, or what gives the next
 * @throws where an answer is other than 200
 */
export async function requestsPerSecond(url: string | (() => string), { connections = 10, seconds = 4 } = {}): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const began = performance.now();
  const end = began + seconds * 1000;
  let answered = 0;
  const asking = async () => {
    while (performance.now() < end) {
      await discard(typeof url === 'string' ? url : url(), agent);
      answered += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, asking));
  } finally {
    agent.destroy();
  }
  return (answered * 1000) / (performance.now() - began);
}

function discard(url: string, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`))));
    });
    request.once('error', reject);
  });
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
