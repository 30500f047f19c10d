import { SaxesParser } from 'saxes';
import { UnreadableWorkbook } from './unpack';

export type Attributes = Record<string, string>;
type Handlers = { open?(name: string, attributes: Attributes): void; close?(name: string): void; text?(text: string): void };

/** Reads a small part as a whole. */
export function parseXml(xml: string, handlers: Handlers) {
  parserFor(handlers).write(xml).close();
}

/** Reads a part as it unpacks; what the handlers have gathered can be taken after each piece. */
export async function* parsing(bytes: AsyncIterable<Uint8Array>, handlers: Handlers): AsyncGenerator<void> {
  const parser = parserFor(handlers);
  const decoder = new TextDecoder();
  for await (const part of bytes) {
    parser.write(decoder.decode(part, { stream: true }));
    yield;
  }
  parser.write(decoder.decode()).close();
  yield;
}

function parserFor({ open, close, text }: Handlers): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new UnreadableWorkbook('not-a-workbook');
  });
  // Prefixes differ between the programs that write such files; names do not.
  if (open) parser.on('opentag', (tag) => open(tag.name.replace(/^.*:/, ''), tag.attributes as Attributes));
  if (close) parser.on('closetag', (tag) => close(tag.name.replace(/^.*:/, '')));
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  return parser;
}
