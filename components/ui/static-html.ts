import { Fragment, isValidElement, type ReactNode } from 'react';
import { escaped } from './escaped';

type Props = Record<string, unknown> & { children?: ReactNode; dangerouslySetInnerHTML?: { __html: string } };

/**
 * Elements as HTML, as React would write them, for parts of a page in which nothing happens in the browser: without
 * what React does for its own sake, that is a tenth of the work (docs/decisions/0048).
 * @throws Error for what HTML alone cannot say: a component of the browser's, one that waits, a handler, an inline style
 */
export function staticHtml(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (typeof node === 'string') return escaped(node);
  if (typeof node === 'number' || typeof node === 'bigint') return String(node);
  if (isValidElement(node)) return elementHtml(node.type, node.props as Props);
  if (Symbol.iterator in node) return listHtml(node);
  throw new Error('What is still to come cannot be written as HTML.');
}

// Put together piece by piece: joined, half a megabyte would be copied at each level.
function listHtml(nodes: Iterable<ReactNode>): string {
  let html = '';
  for (const node of nodes) html += staticHtml(node);
  return html;
}

const IN_THE_BROWSER = Symbol.for('react.client.reference');

function elementHtml(type: unknown, props: Props): string {
  if (typeof type === 'string') return tagHtml(type, props);
  if (type === Fragment) return staticHtml(props.children);
  if (typeof type === 'function' && !('$$typeof' in type && type.$$typeof === IN_THE_BROWSER)) return staticHtml(type(props));
  throw new Error('What the browser runs cannot be written as HTML.');
}

const EMPTY = new Set(['br', 'hr', 'img', 'input']);

function tagHtml(tag: string, { children, dangerouslySetInnerHTML: given, ...attributes }: Props): string {
  let head = `<${tag}`;
  for (const name in attributes) head += attributeHtml(tag, name, attributes[name]);
  return EMPTY.has(tag) ? `${head}/>` : `${head}>${given ? given.__html : staticHtml(children)}</${tag}>`;
}

const NAMES: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  autoComplete: 'autocomplete',
  colSpan: 'colspan',
  rowSpan: 'rowspan',
  tabIndex: 'tabindex',
};

function attributeHtml(tag: string, name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  const said = name === 'defaultValue' && tag === 'input' ? 'value' : (NAMES[name] ?? name);
  if (!/^[a-z-]+$/.test(said) || said === 'style' || typeof value === 'function' || typeof value === 'object')
    throw new Error(`${tag} has ${name}, which cannot be written as HTML.`);
  if (typeof value !== 'boolean' || said.includes('-')) return ` ${said}="${escaped(String(value))}"`;
  return value ? ` ${said}=""` : '';
}
