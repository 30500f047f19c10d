import fc from 'fast-check';
import { createElement, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { staticHtml } from './static-html';

/** The same whichever way an apostrophe is written and in whichever order attributes stand. */
function normal(html: string): string {
  return html
    .replaceAll('&#x27;', '&#39;')
    .replace(
      /<([a-z]+)((?: [a-z-]+="[^"]*")+)/g,
      (_, tag: string, attributes: string) => `<${tag}${[...attributes.matchAll(/ [a-z-]+="[^"]*"/g)].sort().join('')}`,
    );
}

const Twice = ({ children, of }: { children?: ReactNode; of: string }) => createElement(Fragment, null, of, children, of);

const InTheBrowser = Object.assign(() => null, { $$typeof: Symbol.for('react.client.reference') });
const Waits = (async () => 'later') as unknown as () => ReactNode;

const text = fc.oneof(fc.string(), fc.constantFrom('<b>', '&amp;', `"'`, '公安 & 司法', '</span>', '<!--placed-0-->', ''));
const attributes = fc.record(
  {
    className: text,
    title: text,
    lang: fc.constantFrom('en', undefined),
    hidden: fc.boolean(),
    tabIndex: fc.integer(),
    'aria-label': text,
    'aria-current': fc.constantFrom('true', true, false, undefined),
    'data-x': fc.oneof(text, fc.constant(null)),
  } as const,
  { requiredKeys: [] },
);
const { tree } = fc.letrec<{ tree: ReactNode }>((tie) => {
  const inside = fc.array(tie('tree'), { maxLength: 3 });
  return {
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      text,
      fc.constantFrom(null, undefined, true, false, 0, 7, -1.5),
      fc.tuple(fc.constantFrom('div', 'span', 'p', 'section'), attributes, inside).map(([tag, its, children]) => createElement(tag, its, ...children)),
      fc.tuple(text, inside).map(([of, children]) => createElement(Twice, { of }, ...children)),
      inside.map((children) => createElement(Fragment, null, ...children)),
      fc.tuple(text, text, fc.boolean()).map(([name, defaultValue, required]) => createElement('input', { name, defaultValue, required })),
      fc.tuple(fc.boolean(), inside).map(([open, children]) => createElement('details', { open }, createElement('summary', null, ...children))),
      text.map((href) => createElement('a', { href: `/x?q=${href}`, download: true }, href)),
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a number is all that is in it
      text.map((said) => createElement('tbody', { dangerouslySetInnerHTML: { __html: `<tr><td>${said.length}</td></tr>` } })),
    ),
  };
});

describe('elements as HTML', () => {
  it('are what React writes', () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(normal(staticHtml(node))).toBe(normal(renderToStaticMarkup(node)));
      }),
    );
  });

  it.each<[string, ReactNode]>([
    ['a handler', createElement('p', { onClick: () => undefined })],
    ['an inline style', createElement('p', { style: { color: 'red' } })],
    ['a value that React follows', createElement('select', { defaultValue: 'a' })],
    ['an attribute that it does not know', createElement('td', { rowSpan: 2, contentEditable: true })],
    ['a component of the browser’s', createElement(InTheBrowser, { key: 'there' })],
    ['a component that waits', createElement(Waits, { key: 'later' })],
  ])('are refused where HTML alone cannot say them: %s', (_, node) => {
    expect(() => staticHtml(node)).toThrow('written as HTML');
  });
});
